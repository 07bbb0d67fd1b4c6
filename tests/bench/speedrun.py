"""The recipes of the speed record in NumPy and PyTorch, with 32-bit numbers, for
speedrun.sh: inputs less their mean, He's weights, Adam with decoupled weight decay,
and a learning rate that falls by half a cosine. Prints a row of speedrun.csv."""
import argparse
import math
import time

import numpy as np

from mnist import Digits, he_weights

BETA1, BETA2, EPSILON, WEIGHT_DECAY = 0.9, 0.999, 1e-8, 0.1
F = np.float32


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--peer", choices=("numpy", "torch"))
    parser.add_argument("--target")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--batch", type=int, default=256)
    parser.add_argument("--hidden", default="400,100")
    parser.add_argument("--alpha", type=float, default=0.002)
    return parser.parse_args()


class NumPy:
    name = "NumPy"

    def __init__(self, sizes, rng, X, labels, test):
        self.X, self.labels, self.test = X, labels, test
        shapes = list(zip(sizes, sizes[1:]))
        count = sum(n * m + m for n, m in shapes)
        self.theta, self.slope, self.m, self.v = (np.zeros(count, F)
                                                  for _ in range(4))
        self.decays = np.zeros(count, F)
        self.W, self.b, self.dW, self.db = [], [], [], []
        at = 0
        for n, m in shapes:
            for list_W, list_b, x in ((self.W, self.b, self.theta),
                                      (self.dW, self.db, self.slope)):
                list_W.append(x[at:at + n * m].reshape(n, m))
                list_b.append(x[at + n * m:at + n * m + m])
            self.decays[at:at + n * m] = 1
            self.W[-1][:] = he_weights(rng, n, m)
            at += n * m + m

    def forward(self, X):
        A = [X]
        for l, (W, b) in enumerate(zip(self.W, self.b)):
            Z = A[-1] @ W
            Z += b
            if l + 1 < len(self.W):
                np.maximum(Z, 0, out=Z)
            A.append(Z)
        return A

    def step(self, order, t, alpha):
        A = self.forward(self.X[order])
        dZ = A[-1]
        dZ -= dZ.max(axis=1, keepdims=True)
        np.exp(dZ, out=dZ)
        dZ /= dZ.sum(axis=1, keepdims=True)
        dZ[np.arange(len(order)), self.labels[order]] -= 1
        dZ *= F(1 / len(order))
        for l in reversed(range(len(self.W))):
            np.dot(A[l].T, dZ, out=self.dW[l])
            dZ.sum(axis=0, out=self.db[l])
            if l > 0:
                dZ = dZ @ self.W[l].T
                dZ *= A[l] > 0
        self.theta -= F(alpha * WEIGHT_DECAY) * self.decays * self.theta
        self.m += F(1 - BETA1) * (self.slope - self.m)
        self.v += F(1 - BETA2) * (self.slope * self.slope - self.v)
        root = (1 - BETA2 ** t) ** 0.5
        self.theta -= (F(alpha * root / (1 - BETA1 ** t)) * self.m /
                       (np.sqrt(self.v) + F(EPSILON * root)))

    def predict(self):
        return self.forward(self.test)[-1].argmax(axis=1)


class Torch:
    name = "PyTorch"

    def __init__(self, sizes, rng, X, labels, test):
        import torch
        self.torch = torch
        torch.manual_seed(int(rng.integers(1 << 31)))
        self.X, self.test = torch.tensor(X), torch.tensor(test)
        self.labels = torch.tensor(labels).long()
        layers = []
        for n, m in zip(sizes, sizes[1:]):
            layers += [torch.nn.Linear(n, m), torch.nn.ReLU(inplace=True)]
            torch.nn.init.kaiming_normal_(layers[-2].weight)
            torch.nn.init.zeros_(layers[-2].bias)
        self.net = torch.nn.Sequential(*layers[:-1])
        parameters = list(self.net.parameters())
        self.adam = torch.optim.AdamW(
            [{"params": parameters[0::2], "weight_decay": WEIGHT_DECAY},
             {"params": parameters[1::2], "weight_decay": 0}],
            betas=(BETA1, BETA2), eps=EPSILON)

    def step(self, order, t, alpha):
        del t
        order = self.torch.from_numpy(order)
        for group in self.adam.param_groups:
            group["lr"] = alpha
        self.adam.zero_grad(set_to_none=True)
        self.torch.nn.functional.cross_entropy(
            self.net(self.X[order]), self.labels[order]).backward()
        self.adam.step()

    def predict(self):
        with self.torch.no_grad():
            return self.net(self.test).argmax(dim=1).numpy()


def main():
    args = arguments()
    train, test = (Digits("data/mnist", name) for name in ("train", "t10k"))
    X = train.pixels.astype(F)
    mean = X.mean(axis=0)
    scale = F(np.sqrt(np.mean((X - mean) ** 2, dtype=np.float64)))
    X, T = (X - mean) / scale, (test.pixels.astype(F) - mean) / scale
    rng = np.random.default_rng(args.seed)
    sizes = [784, *map(int, args.hidden.split(",")), 10]
    make = NumPy if args.peer == "numpy" else Torch
    peer = make(sizes, rng, X, train.labels, T)
    count, batch = len(X), args.batch
    steps = args.epochs * -(-count // batch)
    t, start = 0, time.perf_counter()
    for _ in range(args.epochs):
        order = rng.permutation(count)
        for first in range(0, count, batch):
            alpha = args.alpha * (1 + math.cos(math.pi * t / steps)) / 2
            t += 1
            peer.step(order[first:first + batch], t, alpha)
    seconds = time.perf_counter() - start
    accuracy = 100 * float((peer.predict() == test.labels).mean())
    print(f"{args.target},{make.name},{args.seed},{seconds:.3f},{accuracy:.2f}")


main()
