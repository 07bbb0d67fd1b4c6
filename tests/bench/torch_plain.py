"""The recipe in PyTorch as its tutorials write it, less what costs time for
nothing: the digits are tensors from the start, and no DataLoader collects them
one by one."""
import torch
from torch import nn

from mnist import (BETA1, BETA2, EPSILON, KEEP, SIZES, alpha, length_scale,
                   run)


class Peer:
    def __init__(self, train, threads):
        torch.set_num_threads(threads)
        torch.manual_seed(1)
        self.scale = length_scale(train.pixels)
        self.X = torch.tensor(train.pixels).float().div_(self.scale)
        self.labels = torch.tensor(train.labels).long()
        layers = [nn.Linear(n, m) for n, m in zip(SIZES, SIZES[1:])]
        for layer in layers:
            nn.init.kaiming_normal_(layer.weight)
            nn.init.zeros_(layer.bias)
        self.net = nn.Sequential(
            layers[0], nn.ReLU(inplace=True), nn.Dropout(1 - KEEP[0]),
            layers[1], nn.ReLU(inplace=True), nn.Dropout(1 - KEEP[1]),
            layers[2])
        self.loss = nn.CrossEntropyLoss()
        self.adam = torch.optim.Adam(self.net.parameters(), lr=alpha(1),
                                     betas=(BETA1, BETA2), eps=EPSILON)

    def begin_epoch(self, epoch):
        self.net.train()
        for group in self.adam.param_groups:
            group["lr"] = alpha(epoch)

    def train_batch(self, order):
        order = torch.from_numpy(order)
        self.adam.zero_grad(set_to_none=True)
        self.loss(self.net(self.X[order]), self.labels[order]).backward()
        self.adam.step()

    @torch.no_grad()
    def predict(self, pixels):
        self.net.eval()
        X = torch.tensor(pixels).float().div_(self.scale)
        return self.net(X).argmax(dim=1).numpy()


run("PyTorch", Peer)
