"""Writes the goldens of the optimisers: weights after 1 and 100 steps in float64, computed by PyTorch.

    python3 make_goldens.py

The loss is that of a small tanh network on 12 samples, x = sin(1.3 i + 0.7 j), two classes, taken whole in every step,
so that no random numbers are needed on either side. The sharpness after 20 steps is the largest eigenvalue of the whole
Hessian, and of that with weight decay and the optimiser's preconditioner. SAM and ASAM, which PyTorch does not have, follow the formulas of
their papers around PyTorch's own optimisers.
"""
import json
import os

import torch

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)

INPUTS, HIDDEN, CLASSES, SAMPLES = 3, 4, 2, 12
X = torch.tensor([[float(torch.sin(torch.tensor(1.3 * i + 0.7 * j))) for j in range(INPUTS)] for i in range(SAMPLES)])
Y = torch.tensor([(i * i + i // 3) % CLASSES for i in range(SAMPLES)])
SHAPES = [(HIDDEN, INPUTS), (HIDDEN,), (CLASSES, HIDDEN), (CLASSES,)]


def start():
    parameters, k = [], 0
    for shape in SHAPES:
        n = int(torch.tensor(shape).prod())
        values = [0.8 * float(torch.cos(torch.tensor(1.7 * (k + i)))) for i in range(n)]
        parameters.append(torch.tensor(values).reshape(shape).requires_grad_())
        k += n
    return parameters


def loss(p):
    return torch.nn.functional.cross_entropy(torch.tanh(X @ p[0].T + p[1]) @ p[2].T + p[3], Y)


def ascend(p, rho, adaptive):
    """theta + e of SAM or ASAM; returns copies of theta."""
    old = [q.detach().clone() for q in p]
    scaled = [(q.abs() * q.grad if adaptive else q.grad).flatten() for q in p]
    norm = torch.cat(scaled).norm() + 1e-12
    with torch.no_grad():
        for q in p:
            q += rho * ((q * q) if adaptive else 1) * q.grad / norm
    return old


def run(make, steps, rho=0.0, adaptive=False):
    return torch.cat([q.detach().flatten() for q in walk(make, steps, rho, adaptive)[0]]).tolist()


def walk(make, steps, rho=0.0, adaptive=False):
    p = start()
    optimizer = make(p)
    for _ in range(steps):
        optimizer.zero_grad()
        loss(p).backward()
        if rho > 0:
            old = ascend(p, rho, adaptive)
            optimizer.zero_grad()
            loss(p).backward()
            with torch.no_grad():
                for q, o in zip(p, old):
                    q.copy_(o)
        optimizer.step()
    return p, optimizer


def hessian(p):
    gradient = torch.cat([g.flatten() for g in torch.autograd.grad(loss(p), p, create_graph=True)])
    rows = [torch.autograd.grad(entry, p, retain_graph=True) for entry in gradient]
    return torch.stack([torch.cat([g.flatten() for g in row]) for row in rows])


def preconditioner(optimizer, p):
    """The diagonal that an adaptive optimiser divides its (mean) gradient by, by Cohen et al. 2022."""
    def diagonal(q):
        state, group = optimizer.state[q], optimizer.param_groups[0]
        if isinstance(optimizer, O.RMSprop):
            return state["square_avg"].sqrt() + group["eps"]
        if isinstance(optimizer, (O.Adam, O.AdamW)):
            (beta1, beta2), t = group["betas"], int(state["step"])
            return (1 - beta1**t) * ((state["exp_avg_sq"] / (1 - beta2**t)).sqrt() + group["eps"])
        return torch.ones_like(q)
    return torch.cat([diagonal(q).flatten() for q in p])


def sharpness(make, steps):
    p, optimizer = walk(make, steps)
    h = hessian(p).detach()
    decay = 0 if isinstance(optimizer, O.AdamW) else optimizer.param_groups[0]["weight_decay"]
    root = preconditioner(optimizer, p).sqrt()
    seen = (h + decay * torch.eye(len(h))) / root[:, None] / root[None, :]
    return {"hessian": float(torch.linalg.eigvalsh(h)[-1]), "seen": float(torch.linalg.eigvalsh(seen)[-1])}


O = torch.optim
CASES = {
    "sgd": (lambda p: O.SGD(p, lr=0.1, weight_decay=0.01),),
    "momentum": (lambda p: O.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.01),),
    "nesterov": (lambda p: O.SGD(p, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.01),),
    "adam": (lambda p: O.Adam(p, lr=0.01, weight_decay=0.01),),
    "adamw": (lambda p: O.AdamW(p, lr=0.01, weight_decay=0.01),),
    # At 0.01 its steps oscillate, and a rounding of 1e-15 grows to 1e-7 within the 100 steps, in PyTorch alone too.
    "rmsprop": (lambda p: O.RMSprop(p, lr=0.001, weight_decay=0.01),),
    "sam-momentum": (lambda p: O.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.01), 0.05, False),
    "sam-adam": (lambda p: O.Adam(p, lr=0.01, weight_decay=0.01), 0.05, False),
    "asam-momentum": (lambda p: O.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.01), 0.5, True),
    "asam-adam": (lambda p: O.Adam(p, lr=0.01, weight_decay=0.01), 0.5, True),
}


def schedules():
    def rates(make):
        optimizer = O.SGD([torch.zeros(1, requires_grad=True)], lr=0.2)
        scheduler, result = make(optimizer), []
        for _ in range(20):
            result.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            scheduler.step()
        return result
    return {
        "step": rates(lambda o: O.lr_scheduler.StepLR(o, 6, 0.5)),
        "cosine": rates(lambda o: O.lr_scheduler.CosineAnnealingLR(o, 20)),
    }


goldens = {
    "torch": torch.__version__,
    "start": torch.cat([q.detach().flatten() for q in start()]).tolist(),
    "start_loss": float(loss(start())),
    "schedules": schedules(),
    "sharpness": {name: sharpness(case[0], 20) for name, case in CASES.items() if len(case) == 1},
    "weights": {name: {str(n): run(case[0], n, *case[1:]) for n in (1, 100)} for name, case in CASES.items()},
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "optimizers.json"), "w") as f:
    json.dump(goldens, f, indent=1)
