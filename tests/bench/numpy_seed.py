"""The program that this project grew from, as its document describes it: NumPy
with 64-bit numbers, a batch an array with an example a column, every result a
new array. Its mistakes are left out, and its inputs are this project's, so that
it does the same work and its softmax does not overflow."""
import numpy as np

from mnist import (BETA1, BETA2, EPSILON, KEEP, SIZES, alpha, he_weights,
                   length_scale, run)


class Peer:
    def __init__(self, train, threads):
        del threads  # OpenBLAS has its number from the environment
        self.scale = length_scale(train.pixels)
        self.X = train.pixels.T / self.scale
        self.Y = np.eye(10)[train.labels].T
        rng = np.random.default_rng(1)
        self.rng = rng
        self.W = [he_weights(rng, n, m).T for n, m in zip(SIZES, SIZES[1:])]
        self.b = [np.zeros((m, 1)) for m in SIZES[1:]]
        self.mW, self.vW, self.mb, self.vb = (
            [np.zeros_like(x) for x in like]
            for like in (self.W, self.W, self.b, self.b))
        self.t = 0

    def begin_epoch(self, epoch):
        self.alpha = alpha(epoch)

    def forward(self, A, masks=None):
        activations = [A]
        for l, (W, b) in enumerate(zip(self.W, self.b)):
            Z = np.dot(W, A) + b
            if l < len(self.W) - 1:
                A = np.maximum(0, Z)
                if masks is not None:
                    D = self.rng.random(A.shape) < KEEP[l]
                    A = A * D / KEEP[l]
                    masks.append(D)
            else:
                e = np.exp(Z - Z.max(axis=0))
                A = e / e.sum(axis=0)
            activations.append(A)
        return activations

    def train_batch(self, order):
        m = len(order)
        masks = []
        A = self.forward(self.X[:, order], masks)
        dZ = A[-1] - self.Y[:, order]
        self.t += 1
        for l in reversed(range(len(self.W))):
            dW = np.dot(dZ, A[l].T) / m
            db = dZ.sum(axis=1, keepdims=True) / m
            if l > 0:
                dA = np.dot(self.W[l].T, dZ) * masks[l - 1] / KEEP[l - 1]
                dZ = dA * (A[l] > 0)
            self.adam(self.W, self.mW, self.vW, l, dW)
            self.adam(self.b, self.mb, self.vb, l, db)

    def adam(self, theta, m, v, l, g):
        m[l] = BETA1 * m[l] + (1 - BETA1) * g
        v[l] = BETA2 * v[l] + (1 - BETA2) * g ** 2
        m_hat = m[l] / (1 - BETA1 ** self.t)
        v_hat = v[l] / (1 - BETA2 ** self.t)
        theta[l] = theta[l] - self.alpha * m_hat / (np.sqrt(v_hat) + EPSILON)

    def predict(self, pixels):
        return self.forward(pixels.T / self.scale)[-1].argmax(axis=0)


run("seed's NumPy float64", Peer)
