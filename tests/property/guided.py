"""Every reader, given what leads it to lines that it has not run yet: python -m tests.property.guided [--seconds N]

Atheris changes the files of test_formats_property.py, keeps what reaches new code of mapper.read, and stops at the
first that breaks a claim, hangs for 20 s or takes 2 GB. A reader has N seconds of one core.
"""

import argparse
import logging
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["mapper.read"]):
    from mapper.read import inputs, pages

    from .test_formats_property import SEEDS, check

_LIMITS = ["-timeout=20", "-rss_limit_mb=2048", "-max_len=65536", "-verbosity=0", "-print_final_stats=1"]


def main() -> int:
    """Each reader in a process of its own, for libFuzzer ends the one that it runs in; 1 where one failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--only", choices=SEEDS, help="one reader, in this process")
    options = parser.parse_args()
    if options.only:
        _fuzz(options.only, options.seconds)

    def run(name: str) -> bool:
        command = [sys.executable, "-m", "tests.property.guided", "--only", name, "--seconds", str(options.seconds)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        tried = next((line.split()[-1] for line in done.stderr.splitlines() if "executed_units" in line), "no")
        print(f"{name}: {tried} files tried, " + ("none breaks it" if not done.returncode else done.stderr), flush=True)
        return not done.returncode

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return 0 if all(list(pool.map(run, SEEDS))) else 1


def _fuzz(name: str, seconds: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        corpus = Path(scratch) / "corpus"
        corpus.mkdir()
        (corpus / "seed").write_bytes(SEEDS[name])
        path = Path(scratch) / name
        asked = [f"-max_total_time={seconds}", f"-artifact_prefix={Path('build').resolve()}/", *_LIMITS]
        logging.disable()
        inputs.apart = pages.apart = lambda read, *given: read(*given)  # in this process, which is the one that is led
        atheris.Setup([sys.argv[0], str(corpus), *asked], lambda content: check(path, content))
        atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
