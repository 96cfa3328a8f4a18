package dev.inkstone.peers.tensorflow;

import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RunOptions;

/**
 * Threads of a session.
 *
 * @param threads within an operation
 * @param inter how many operations at a time; 0 runs them one after the other in the calling thread
 */
record Settings(int threads, int inter) {
    /** From the properties {@code peers.threads} (default 2) and {@code peers.inter} (default 1). */
    static Settings fromProperties() {
        return new Settings(Integer.getInteger("peers.threads", 2), Integer.getInteger("peers.inter", 1));
    }

    ConfigProto config() {
        return ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(Math.max(inter, 1))
                .build();
    }

    RunOptions options() {
        return RunOptions.newBuilder().setInterOpThreadPool(inter == 0 ? -1 : 0).build();
    }

    @Override
    public String toString() {
        return threads + " intra-op threads, "
                + (inter == 0 ? "operations in the calling thread" : inter + " inter-op");
    }
}
