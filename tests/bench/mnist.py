"""What the peers share: MNIST, the recipe, the clock and the rows to print.

A peer is a class with
    train_batch(order)       one step on these training digits
    predict(pixels)          the classes of digits, each a row of 784 bytes
and a script that ends with run("name", Peer). It may also have
    begin_epoch(epoch)       epochs count from 1
The rows are those of bench.c: who, threads, measure, case, value, unit, work,
unit of work.
"""
import argparse
import resource
import sys
import time

import numpy as np

HIDDEN = (400, 100)
SIZES = (784,) + HIDDEN + (10,)
KEEP = (0.4, 0.5)
BATCH = 256
ALPHA, BETA1, BETA2, EPSILON, DECAY = 0.005, 0.8, 0.999, 1e-8, 0.00001
WEIGHTS = sum(n * m for n, m in zip(SIZES, SIZES[1:]))


def read(directory, name, header):
    with open(f"{directory}/{name}", "rb") as file:
        return np.frombuffer(file.read(), np.uint8, offset=header)


class Digits:
    def __init__(self, directory, name):
        self.pixels = read(directory, f"{name}-images-idx3-ubyte", 16)
        self.pixels = self.pixels.reshape(-1, 784)
        self.labels = read(directory, f"{name}-labels-idx1-ubyte", 8)


def length_scale(pixels):
    """The project's own divisor of the pixels: see chapter 16."""
    total = 0.0
    for some in np.array_split(pixels, 60):
        total += float(np.square(some, dtype=np.float64).sum())
    return (total / len(pixels)) ** 0.5


def alpha(epoch):
    return ALPHA / (1 + DECAY * (epoch - 1))


def he_weights(rng, n_in, n_out):
    """An n_in x n_out matrix: an example is a row here, not a column."""
    return rng.standard_normal((n_in, n_out)) * (2 / n_in) ** 0.5


def median_seconds(task, budget=0.3):
    task()
    seconds = []
    end = time.perf_counter() + budget
    while len(seconds) < 5 or time.perf_counter() < end:
        start = time.perf_counter()
        task()
        seconds.append(time.perf_counter() - start)
    return float(np.median(seconds))


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default="data/mnist")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--until", type=float, metavar="PERCENT",
                        help="train until the test accuracy is this")
    return parser.parse_args()


def run(name, make_peer):
    args = arguments()
    train = Digits(args.data, "train")
    test = Digits(args.data, "t10k")
    peer = make_peer(train, args.threads)
    rng = np.random.default_rng(1)
    count = len(train.labels)
    # forward once, backward twice, less the slope of the pixels
    epoch_work = 2e-9 * count * (3 * WEIGHTS - SIZES[0] * SIZES[1])

    def row(measure, value, unit, work=0.0, work_unit=""):
        print(f"{name},{args.threads},{measure},,{value:.9g},{unit},"
              f"{work:.9g},{work_unit}", flush=True)

    def accuracy():
        return 100 * float((peer.predict(test.pixels) == test.labels).mean())

    def train_epoch(epoch):
        """Seconds, and what they would be if nothing disturbed any step: see
        bench.c."""
        start = time.perf_counter()
        order = rng.permutation(count)
        peer.begin_epoch(epoch)
        ends = [time.perf_counter()]
        for first in range(0, count, BATCH):
            peer.train_batch(order[first:first + BATCH])
            ends.append(time.perf_counter())
        steps = np.sort(np.diff(ends))
        quiet = ends[0] - start + len(steps) * steps[len(steps) // 10]
        return ends[-1] - start, quiet

    total = 0.0
    for epoch in range(1, args.epochs + 1):
        seconds, quiet = train_epoch(epoch)
        total += seconds
        if args.until is None:
            row("first epoch" if epoch == 1 else "epoch", seconds, "s",
                epoch_work, "GFLOP")
            if epoch > 1:
                row("quiet epoch", quiet, "s", epoch_work, "GFLOP")
        elif accuracy() >= args.until:
            row("until", total, "s")
            row("epochs until", epoch, "")
            return
    if args.until is not None:
        return

    right = accuracy()
    if right < 80:
        sys.exit(f"{name}: learned nothing: {right} % are right")
    row("accuracy", right, "%")
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    row("memory", used * (1 if sys.platform == "darwin" else 1024) / 2**20,
        "MiB")
    row("test set", median_seconds(accuracy), "s",
        2e-9 * len(test.labels) * WEIGHTS, "GFLOP")
    one = test.pixels[:1]
    row("one digit", median_seconds(lambda: peer.predict(one)), "s",
        4e-9 * (WEIGHTS + sum(SIZES[1:])), "GB")
