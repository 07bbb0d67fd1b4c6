"""The recipe in PyTorch tuned by hand: all parameters in one vector, so that
Adam takes a handful of calls; slopes written out instead of recorded; results
written in place; NumPy's random numbers, which are made faster."""
import numpy as np
import torch

from mnist import (BATCH, BETA1, BETA2, EPSILON, KEEP, SIZES, alpha,
                   length_scale, run)


class Peer:
    def __init__(self, train, threads):
        torch.set_num_threads(threads)
        torch.set_grad_enabled(False)
        torch.manual_seed(1)
        self.scale = 1 / length_scale(train.pixels)
        self.X = torch.tensor(train.pixels).float().mul_(self.scale)
        self.rng = np.random.Generator(np.random.SFC64(1))
        self.labels = torch.tensor(train.labels).long()
        shapes = list(zip(SIZES[1:], SIZES))
        count = sum(n * m + n for n, m in shapes)
        self.theta, self.g, self.m, self.v, self.scratch = (
            torch.zeros(count) for _ in range(5))
        self.t = 0
        self.W, self.b = self.views(self.theta, shapes)
        self.dW, self.db = self.views(self.g, shapes)
        for W, (_, n_in) in zip(self.W, shapes):
            W.normal_(0, (2 / n_in) ** 0.5)
        self.A, self.dA, self.D = (
            [torch.empty(BATCH, n) for n in SIZES] for _ in range(3))
        self.minus_one = -torch.ones(BATCH, 1)

    @staticmethod
    def views(vector, shapes):
        Ws, bs, at = [], [], 0
        for n, m in shapes:
            Ws.append(vector[at:at + n * m].view(n, m))
            bs.append(vector[at + n * m:at + n * m + n])
            at += n * m + n
        return Ws, bs

    def begin_epoch(self, epoch):
        self.alpha = alpha(epoch)

    def train_batch(self, order):
        m = len(order)
        order = torch.from_numpy(order)
        A = [x[:m] for x in self.A]
        dA = [x[:m] for x in self.dA]
        D = [x[:m] for x in self.D]
        torch.index_select(self.X, 0, order, out=A[0])
        for l in 1, 2:
            torch.addmm(self.b[l - 1], A[l - 1], self.W[l - 1].t(), out=A[l])
            self.rng.random(out=D[l].numpy(), dtype=np.float32)
            D[l].le_(KEEP[l - 1]).mul_(1 / KEEP[l - 1])
            A[l].relu_().mul_(D[l])
        torch.addmm(self.b[2], A[2], self.W[2].t(), out=A[3])
        dZ = torch.softmax(A[3], 1)
        dZ.scatter_add_(1, self.labels[order].view(m, 1), self.minus_one[:m])
        dZ.mul_(1 / m)
        for l in 3, 2, 1:
            torch.mm(dZ.t(), A[l - 1], out=self.dW[l - 1])
            torch.sum(dZ, 0, out=self.db[l - 1])
            if l > 1:
                torch.mm(dZ, self.W[l - 1], out=dA[l - 1])
                # where A is above 0 the unit was on and its mask 1 / keep
                dZ = torch.ops.aten.threshold_backward(dA[l - 1], A[l - 1], 0)
                dZ.mul_(1 / KEEP[l - 2])
        self.adam()

    def adam(self):
        self.t += 1
        root = (1 - BETA2 ** self.t) ** 0.5
        self.m.lerp_(self.g, 1 - BETA1)
        self.v.mul_(BETA2).addcmul_(self.g, self.g, value=1 - BETA2)
        torch.sqrt(self.v, out=self.scratch).add_(EPSILON * root)
        self.theta.addcdiv_(self.m, self.scratch,
                            value=-self.alpha * root / (1 - BETA1 ** self.t))

    def predict(self, pixels):
        A = torch.tensor(pixels).float().mul_(self.scale)
        for l in 0, 1, 2:
            A = torch.addmm(self.b[l], A, self.W[l].t())
            if l < 2:
                A.relu_()
        return A.argmax(dim=1).numpy()


run("PyTorch by hand", Peer)
