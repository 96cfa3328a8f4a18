package dev.inkstone.checkpoint;

/** Keeps the package open for its export until its first class arrives; delete it then. */
final class Pending {
    private Pending() {}
}
