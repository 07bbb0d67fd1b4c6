"""An outside reference for the lessons: a small network, computed by NumPy.

    python3 tests/reference/make_reference.py > tests/reference/reference.txt

makes the committed file again (Debian: apt-get install python3-numpy). The
tests only read that file, tests/reference.c, and need no Python.

Nothing here is taken from the lessons. Each example goes through the network
by itself, and each derivative is written out as the full Jacobian matrix that
the chain rule asks for: softmax is not simplified to "prediction minus label",
ReLU and dropout are diagonal matrices, and the mean comes last.

The file holds matrices: a line with name, rows and columns, then the rows. The
names are those of the lessons: X and Y are the batch, D1 and D2 the dropout
masks; "plain." stands before what was computed without dropout and "dropout."
before the rest, "adam." before the parameters after ten steps.
"""

import numpy as np

SIZES = [12, 9, 7, 5]
LAYERS = range(1, len(SIZES))
EXAMPLES = 6
KEEP = {1: 0.4, 2: 0.5}
ALPHA, BETA1, BETA2, EPSILON, STEPS = 0.005, 0.8, 0.999, 1e-8, 10


def draw(random):
    """Inputs, one-hot labels, parameters and dropout masks."""
    x = random.normal(size=(SIZES[0], EXAMPLES))
    x[random.uniform(size=x.shape) < 0.3] = 0  # blank pixels
    y = np.eye(SIZES[-1])[:, [3, 0, 4, 1, 3, 2]]
    theta = {}
    for l in LAYERS:
        theta[f"W{l}"] = random.normal(0, 0.4, (SIZES[l], SIZES[l - 1]))
        theta[f"b{l}"] = random.normal(0, 0.3, (SIZES[l], 1))
    masks = {
        l: (random.uniform(size=(SIZES[l], EXAMPLES)) < keep) / keep
        for l, keep in KEEP.items()
    }
    return x, y, theta, masks


def one_example(x, y, theta, masks):
    """Scores, loss and the loss's derivatives for one example."""
    a, slopes, inputs = x, {}, {}
    for l in LAYERS:
        inputs[l] = a
        z = np.einsum("ij,j->i", theta[f"W{l}"], a) + theta[f"b{l}"][:, 0]
        if l in masks:
            slopes[l] = np.diag((z > 0) * masks[l])  # d(next input) / dz
            a = np.einsum("ij,j->i", slopes[l], z)
            assert np.abs(z).min() > 1e-6, "too near a kink; take another seed"
    p = np.exp(z) / np.exp(z).sum()
    loss = -np.einsum("k,k->", y, np.log(p))

    dp = -y / p
    dz = np.einsum("k,ki->i", dp, np.diag(p) - np.outer(p, p))
    gradient = {}
    for l in reversed(LAYERS):
        gradient[f"W{l}"] = np.einsum("i,j->ij", dz, inputs[l])
        gradient[f"b{l}"] = dz[:, np.newaxis]
        if l > 1:
            dz = np.einsum("i,ij,jk->k", dz, theta[f"W{l}"], slopes[l - 1])
    return z, loss, gradient


def batch(x, y, theta, masks):
    """Scores side by side; loss and gradient as means over the examples."""
    results = [
        one_example(x[:, i], y[:, i], theta, {l: masks[l][:, i] for l in masks})
        for i in range(EXAMPLES)
    ]
    z = np.stack([r[0] for r in results], axis=1)
    loss = np.mean([r[1] for r in results])
    gradient = {k: np.mean([r[2][k] for r in results], axis=0) for k in theta}
    return z, loss, gradient


def adam(x, y, theta, masks):
    """The parameters after STEPS steps of Kingma & Ba 2015, algorithm 1."""
    theta = dict(theta)
    first = {k: np.zeros_like(theta[k]) for k in theta}
    second = {k: np.zeros_like(theta[k]) for k in theta}
    for t in range(1, STEPS + 1):
        gradient = batch(x, y, theta, masks)[2]
        for k, g in gradient.items():
            first[k] = BETA1 * first[k] + (1 - BETA1) * g
            second[k] = BETA2 * second[k] + (1 - BETA2) * g**2
            mean = first[k] / (1 - BETA1**t)
            spread = np.sqrt(second[k] / (1 - BETA2**t))
            theta[k] = theta[k] - ALPHA * mean / (spread + EPSILON)
    return theta


def write(name, matrix):
    matrix = np.atleast_2d(matrix)
    print(name, *matrix.shape)
    for row in matrix:
        print(*("%.17g" % number for number in row))


def main():
    x, y, theta, masks = draw(np.random.RandomState(6))
    all_on = {l: np.ones_like(mask) for l, mask in masks.items()}
    print("# Made by make_reference.py, which says what it is.")
    write("X", x)
    write("Y", y)
    for name, matrix in theta.items():
        write(name, matrix)
    for l, mask in masks.items():
        write(f"D{l}", mask)
    for case, chosen in ("plain", all_on), ("dropout", masks):
        z, loss, gradient = batch(x, y, theta, chosen)
        write(f"{case}.Z{len(SIZES) - 1}", z)
        write(f"{case}.loss", loss)
        for name, matrix in gradient.items():
            write(f"{case}.d{name}", matrix)
        for name, matrix in adam(x, y, theta, chosen).items():
            write(f"{case}.adam.{name}", matrix)


main()
