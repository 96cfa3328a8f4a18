package dev.inkstone.training;

/** A callback that watches a value. A fit fails at its start if the value would never be told, or nobody said which way is better. */
public interface Monitoring extends Callback {
    /** What it watches. */
    Monitor monitor();
}
