# mapper in a container, offline: docker run --rm --network none -v "$PWD:/data" mapper map article.txt -o map.html
# Debian, for onnxruntime has no build for musl (Alpine).
FROM python:3.13-slim AS build
COPY . /src
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels /src

FROM python:3.13-slim
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    pip install --no-cache-dir "conflict-mapper[tables,documents,archives] @ file://$(ls /wheels/*.whl)" \
    && useradd --create-home mapper
USER mapper
WORKDIR /data
ENTRYPOINT ["mapper"]
CMD ["--help"]
