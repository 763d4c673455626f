"""Conditional logit, logistic regression and its form for several classes: what the resolver is fitted with."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

__all__ = ["fit_chance", "fit_choice", "fit_classes"]

Floats = NDArray[np.float64]
_ROUNDS = 30
_CLOSE = 1e-3


def fit_choice(
    features: Sequence[Floats], right: Sequence[NDArray[np.bool_]], counts: Floats, start: Floats, ridge: Floats
) -> Floats:
    """Weights w such that softmax(features @ w) over the candidates of a choice favours the right ones.

    features  of each choice, candidates x evidence
    right     of each choice, which candidates are right: at least one, and not all
    counts    how much each choice counts
    start     what the weights are held to
    ridge     how strongly, for each piece of evidence
    Where several are right, each takes its share of what the weights give them, so nothing forces a choice among them.
    """
    rows, sizes = np.concatenate(features), np.array([len(choice) for choice in features])
    starts, is_right = np.cumsum(sizes) - sizes, np.concatenate(right)
    count = np.repeat(counts, sizes)

    def softmax(scores: Floats) -> Floats:
        scores = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        return np.asarray(scores / np.repeat(np.add.reduceat(scores, starts), sizes))

    weights = start.copy()
    for _ in range(_ROUNDS):
        scores = rows @ weights
        share, target = softmax(scores), softmax(np.where(is_right, scores, -1e9))
        gradient = rows.T @ (count * (target - share)) - ridge * (weights - start)
        means = np.add.reduceat(rows * share[:, None], starts, axis=0)
        curve = (rows * (count * share)[:, None]).T @ rows - (means * counts[:, None]).T @ means
        step = np.linalg.solve(curve + np.diag(ridge), gradient)
        weights += step
        if np.abs(step).max() < _CLOSE:
            break
    return weights


def fit_chance(signs: Floats, right: NDArray[np.bool_], start: Floats, ridge: float) -> Floats:
    """Weights w such that 1 / (1 + exp(-signs @ w)) is how likely a choice with these signs is right.

    start  what the weights are held to
    ridge  how strongly
    """
    weights = start.copy()
    for _ in range(_ROUNDS):
        share = 1 / (1 + np.exp(-signs @ weights))
        gradient = signs.T @ (right - share) - ridge * (weights - start)
        curve = (signs * (share * (1 - share))[:, None]).T @ signs + ridge * np.eye(len(weights))
        step = np.linalg.solve(curve, gradient)
        weights += step
        if np.abs(step).max() < _CLOSE:
            break
    return weights


def fit_classes(
    features: sparse.csr_matrix, classes: NDArray[np.int_], counts: Floats, start: Floats, ridge: Floats
) -> Floats:
    """Weights W such that softmax(features @ W) is how likely each class is; a column a class.

    counts  how much each row counts
    start   what the weights are held to, features x classes
    ridge   how strongly, for each feature
    """
    wanted = np.eye(start.shape[1])[classes]
    transposed = features.T.tocsr()

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(start.shape)
        scores = features @ weights
        scores -= scores.max(axis=1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        held = ridge[:, None] * (weights - start)
        lost = -(counts * (wanted * logs).sum(axis=1)).sum() + 0.5 * (held * (weights - start)).sum()
        return lost, (transposed @ (counts[:, None] * (np.exp(logs) - wanted)) + held).ravel()

    found = optimize.minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return np.asarray(found.x.reshape(start.shape))
