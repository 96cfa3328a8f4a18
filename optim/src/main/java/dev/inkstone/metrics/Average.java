package dev.inkstone.metrics;

/** How precision, recall and F1 of several classes become one number; the rules of scikit-learn. */
public enum Average {
    /**
     * The mean over the classes, however many examples they have. A class that is neither a label nor predicted anywhere is left
     * out of it.
     */
    MACRO,
    /** Of the decisions of all classes taken together. Where each example has one class and an answer, this is the accuracy. */
    MICRO
}
