"""Taking times: whole processes in turn, and one process over a pipe."""

import json
import os
import select
import statistics
import subprocess
import threading
import time


class Command:
    """What is timed: arguments, what it reads, and the same on an empty input for its start."""

    def __init__(self, label, arguments, count, reads=None, start=None, environment=None, limit=600):
        self.label, self.arguments, self.count = label, arguments, count
        self.reads, self.start, self.limit = reads, start, limit
        self.environment = {**os.environ, **(environment or {})}
        self.runs, self.starts = [], []

    def run(self, arguments, reads):
        """Wall seconds and user+system seconds. Raises where the process failed."""
        with open(reads or os.devnull, "rb") as stdin:
            begin = time.perf_counter()
            process = subprocess.Popen(
                arguments, stdin=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=self.environment)
            alarm = threading.Timer(self.limit, process.kill)
            alarm.start()
            complaint = process.stderr.read()
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begin
            alarm.cancel()
            process.stderr.close()
        process.returncode = os.waitstatus_to_exitcode(status)
        if wall > self.limit:
            raise RuntimeError(f"{self.label}: killed after {self.limit} s")
        if process.returncode not in (0, 1) or b"Traceback" in complaint:
            raise RuntimeError(f"{self.label}: exit {process.returncode}: {complaint[-300:].decode(errors='replace')}")
        return wall, used.ru_utime + used.ru_stime

    def once(self, keep=True):
        whole = self.run(self.arguments, self.reads)
        start = self.run(self.start[0], self.start[1]) if self.start else (0, 0)
        if keep:
            self.runs.append(whole)
            self.starts.append(start)

    def figures(self):
        middle = lambda rows, column: statistics.median(row[column] for row in rows)
        seconds = max(middle(self.runs, 1) - middle(self.starts, 1), 1e-6)
        return {
            "per_million": seconds / self.count * 1e6,
            "cpu": middle(self.runs, 1), "cpu_least": min(row[1] for row in self.runs),
            "cpu_most": max(row[1] for row in self.runs), "start_cpu": middle(self.starts, 1),
            "wall": middle(self.runs, 0) - middle(self.starts, 0),
            "messages": self.count,
        }


def in_turn(commands, runs):
    """Every command once to warm up, then `runs` times, each round all of them: drift hits all alike."""
    failed = {}
    for turn in range(runs + 1):
        for command in commands:
            if command.label in failed:
                continue
            try:
                command.once(keep=turn > 0)
            except (RuntimeError, OSError) as complaint:
                failed[command.label] = str(complaint)
    return [c for c in commands if c.label not in failed], failed


class Pipe:
    """A filter that is kept running: one line in, one line out."""

    def __init__(self, arguments):
        self.process = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0)
        self.out = os.fdopen(os.dup(self.process.stdout.fileno()), "rb", 1 << 20)

    def ask(self, line):
        """The answer and the seconds it took, for a line that fits the pipe."""
        begin = time.perf_counter()
        self.process.stdin.write(line)
        answer = self.out.readline()
        return answer, time.perf_counter() - begin

    def busy(self):
        """Nanoseconds that the process has spent on a processor, all threads together."""
        total = 0
        for task in os.listdir(f"/proc/{self.process.pid}/task"):
            with open(f"/proc/{self.process.pid}/task/{task}/schedstat") as f:
                total += int(f.read().split()[0])
        return total

    def peak_mb(self):
        """Its peak RSS so far. What wait4 tells would count this script's own memory before exec."""
        with open(f"/proc/{self.process.pid}/status") as f:
            return next(int(row.split()[1]) for row in f if row.startswith("VmHWM")) / 1024

    def ask_long(self, line, limit=60):
        """The answer to a line of any length and the CPU nanoseconds it took; None after the limit."""
        before = self.busy()
        self.process.stdin.write(line)
        if not select.select([self.out], [], [], limit)[0]:
            return None, limit * 1e9
        answer = self.out.readline()
        return answer, self.busy() - before

    def close(self):
        self.process.stdin.close()
        self.out.close()
        self.process.stdout.close()
        if self.process.poll() is None:
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def percentile(values, share):
    values = sorted(values)
    return values[min(int(len(values) * share), len(values) - 1)]


def dump(path, value):
    with open(path, "w") as f:
        json.dump(value, f, indent=1)
        f.write("\n")
