package dev.inkstone.data;

/** What batches are cut from. */
interface ExampleSource {
    /** The number of examples in an epoch. */
    int size();

    /** What they look like. */
    Layout layout();

    /** Walks through an epoch from example {@code first} on. */
    Rows open(int epoch, int first);

    /** The same examples in their order. */
    ExampleSource inOrder();
}
