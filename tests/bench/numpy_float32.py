"""The recipe in NumPy with 32-bit numbers, as fast as NumPy goes: results are
written in place, and all parameters lie in one vector, so that Adam takes a
handful of calls."""
import numpy as np

from mnist import (BATCH, BETA1, BETA2, EPSILON, KEEP, SIZES, alpha,
                   he_weights, length_scale, run)

F = np.float32


class Peer:
    def __init__(self, train, threads):
        del threads  # OpenBLAS has its number from the environment
        self.train = train
        self.scale = F(1 / length_scale(train.pixels))
        self.rng = np.random.Generator(np.random.SFC64(1))
        shapes = list(zip(SIZES, SIZES[1:]))
        count = sum(n * m + m for n, m in shapes)
        self.theta, self.dtheta, self.m, self.v, self.scratch = (
            np.zeros(count, F) for _ in range(5))
        self.t = 0
        self.W, self.b = self.views(self.theta, shapes)
        self.dW, self.db = self.views(self.dtheta, shapes)
        for W, (n, m) in zip(self.W, shapes):
            W[:] = he_weights(self.rng, n, m)
        self.pixels = np.empty((BATCH, SIZES[0]), np.uint8)
        self.A = [np.empty((BATCH, n), F) for n in SIZES]
        self.dA = [np.empty((BATCH, n), F) for n in SIZES]
        self.D = [np.empty((BATCH, n), F) for n in SIZES]
        self.kept = [np.empty((BATCH, n), bool) for n in SIZES]
        self.ones = np.ones(BATCH, F)

    @staticmethod
    def views(vector, shapes):
        Ws, bs, at = [], [], 0
        for n, m in shapes:
            Ws.append(vector[at:at + n * m].reshape(n, m))
            bs.append(vector[at + n * m:at + n * m + m])
            at += n * m + m
        return Ws, bs

    def begin_epoch(self, epoch):
        self.alpha = alpha(epoch)

    def train_batch(self, order):
        m = len(order)
        A = [x[:m] for x in self.A]
        dA = [x[:m] for x in self.dA]
        D = [x[:m] for x in self.D]
        kept = [x[:m] for x in self.kept]
        np.take(self.train.pixels, order, axis=0, out=self.pixels[:m],
                mode="clip")
        np.multiply(self.pixels[:m], self.scale, out=A[0])

        for l in 1, 2:
            np.dot(A[l - 1], self.W[l - 1], out=A[l])
            A[l] += self.b[l - 1]
            # D is 1 / keep for a unit that is above 0 and kept, 0 for others:
            # it serves both ways, for ReLU and dropout together
            self.rng.random(out=D[l], dtype=F)
            np.less(D[l], F(KEEP[l - 1]), out=kept[l])
            kept[l] &= A[l] > 0
            np.multiply(kept[l], F(1 / KEEP[l - 1]), out=D[l])
            A[l] *= D[l]
        np.dot(A[2], self.W[2], out=A[3])
        A[3] += self.b[2]
        A[3] -= A[3].max(axis=1, keepdims=True)
        np.exp(A[3], out=A[3])
        A[3] /= A[3].sum(axis=1, keepdims=True)

        dZ = A[3]
        dZ[np.arange(m), self.train.labels[order]] -= 1
        dZ *= F(1 / m)
        for l in 3, 2, 1:
            np.dot(A[l - 1].T, dZ, out=self.dW[l - 1])
            np.dot(self.ones[:m], dZ, out=self.db[l - 1])
            if l > 1:
                np.dot(dZ, self.W[l - 1].T, out=dA[l - 1])
                dA[l - 1] *= D[l - 1]
                dZ = dA[l - 1]
        self.adam()

    def adam(self):
        self.t += 1
        root = (1 - BETA2 ** self.t) ** 0.5
        # alpha m^ / (sqrt(v^) + epsilon), with both corrections in scalars
        step = F(self.alpha * root / (1 - BETA1 ** self.t))
        epsilon = F(EPSILON * root)
        g, m, v, x = self.dtheta, self.m, self.v, self.scratch
        m *= F(BETA1)
        np.multiply(g, F(1 - BETA1), out=x)
        m += x
        v *= F(BETA2)
        g *= g
        g *= F(1 - BETA2)
        v += g
        np.sqrt(v, out=x)
        x += epsilon
        np.divide(m, x, out=x)
        x *= step
        self.theta -= x

    def predict(self, pixels):
        A = pixels * self.scale
        for l in 0, 1, 2:
            A = A @ self.W[l]
            A += self.b[l]
            if l < 2:
                np.maximum(A, 0, out=A)
        return A.argmax(axis=1)


run("NumPy float32", Peer)
