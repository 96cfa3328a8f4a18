package dev.inkstone.kernels;

/** What a prediction y and its target t add to a loss; p is a parameter of it. */
public enum LossTerm {
    /** (y − t)²; slope 2·(y − t). */
    SQUARE,
    /** |y − t|; slope ±1, 0 where y = t. */
    ABSOLUTE,
    /** d²/2 for |d| ≤ p, else p·(|d| − p/2), where d = y − t; slope d between −p and p. */
    HUBER,
    /** max(0, 1 − t·y); slope −t where it is above 0, else 0. */
    HINGE,
    /** max(0, 1 − t·y)²; slope −2·t·max(0, 1 − t·y). */
    SQUARED_HINGE,
    /**
     * p·t·log(1 + exp(−y)) + (1 − t)·log(1 + exp(y)); slope (1 − t)·s(y) − p·t·s(−y), where s is the sigmoid. Written
     * so, nothing overflows, and nothing cancels where t is 0 or 1.
     */
    BINARY_CROSS_ENTROPY
}
