"""Spark on this machine: a standalone master with two workers, an executor killed amid a run, against one process.

    make bench-spark [or: python benchmarks/spark.py --articles N]

It needs pyspark and a Java runtime of 17 or later (Debian: default-jre-headless). Everything listens on loopback alone
and ends with the run.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from batch import corpus
from cluster import descendants

from mapper.many.settings import Settings
from mapper.many.spark import locate
from mapper.read.articles import read_located
from mapper.schema import located_of

LIMIT = 1800  # seconds
MASTER = "spark://127.0.0.1:17077"


def main() -> None:
    """Locate the same articles by Spark and alone, kill an executor meanwhile, and compare."""
    import pyspark
    from pyspark.sql import SparkSession

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    count = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        corpus(count)
        home = Path(pyspark.__file__).parent
        os.environ |= {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
        run = [str(home / "bin/spark-class")]
        started = [
            daemon([*run, "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "17077",
                    "--webui-port", "0"]),
            *(daemon([*run, "org.apache.spark.deploy.worker.Worker", MASTER, "--host", "127.0.0.1", "--cores", "1",
                      "--memory", "2g", "--webui-port", "0"]) for _ in range(2)),
        ]  # fmt: skip
        try:
            session = (
                SparkSession.builder.master(MASTER).config("spark.executor.cores", 1)
                .config("spark.executor.memory", "1g").config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.execution.arrow.maxRecordsPerBatch", 64).getOrCreate()
            )  # fmt: skip
            articles = session.read.json(f"{count}.jsonl").repartition(16)
            threading.Thread(target=kill_one, args=(started[1:],), daemon=True).start()
            start = time.monotonic()
            locate(articles, Settings()).write.parquet("spark")
            seconds = time.monotonic() - start
            found = {
                row["id"]: located_of(row.asDict(recursive=True)) for row in session.read.parquet("spark").collect()
            }
            session.stop()
        finally:
            for process in started:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(30)
        command = [
            sys.executable,
            "-m",
            "mapper",
            "locate",
            "-q",
            "--keep-duplicates",
            f"{count}.jsonl",
            "-o",
            "a.jsonl",
        ]
        subprocess.run(command, check=True, timeout=LIMIT)
        alone = {item.article.id: item for item in read_located("a.jsonl")}
        print(f"{count:,} articles by two executors, one of them killed {KILLED[0]} times: {seconds:.0f} s")
        print("Spark gives what one process gives:", "met" if found == alone else "MISSED")


KILLED = [0]


def kill_one(workers: "list[subprocess.Popen[bytes]]") -> None:
    """Kill an executor some time after both have begun."""
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        found = [pid for worker in workers for pid in descendants(worker.pid) if is_executor(pid)]
        if len(found) >= 2:
            time.sleep(random.Random(5).uniform(5, 8))  # noqa: S311 -- repeatable, not secret
            os.kill(int(found[0]), signal.SIGKILL)
            KILLED[0] += 1
            return
        time.sleep(0.5)


def is_executor(pid: str) -> bool:
    """True where a process is one that does the work."""
    try:
        return b"CoarseGrainedExecutorBackend" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def daemon(command: list[str]) -> "subprocess.Popen[bytes]":
    """A process that says nothing, with a group of its own."""
    silent = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=silent, stderr=silent, start_new_session=True)


if __name__ == "__main__":
    main()
