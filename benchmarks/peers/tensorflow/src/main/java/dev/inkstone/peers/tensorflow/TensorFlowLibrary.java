package dev.inkstone.peers.tensorflow;

import dev.inkstone.peers.work.Digits;
import dev.inkstone.peers.work.Library;
import dev.inkstone.peers.work.Network;
import dev.inkstone.peers.work.Task;
import dev.inkstone.peers.work.Weights;
import dev.inkstone.peers.work.Worker;
import java.io.IOException;
import org.tensorflow.TensorFlow;

/** TensorFlow in graph mode. */
final class TensorFlowLibrary implements Library {
    private final Settings settings = Settings.fromProperties();

    /** Serves a driver. */
    public static void main(String[] args) throws IOException {
        Worker.serve(args, TensorFlowLibrary::new);
    }

    @Override
    public String description() {
        return "TensorFlow " + TensorFlow.version()
                + " through TensorFlow-Java: graph mode, NHWC, TF_ENABLE_ONEDNN_OPTS="
                + System.getenv("TF_ENABLE_ONEDNN_OPTS") + ", " + settings;
    }

    @Override
    public Task training(Network network, Weights weights, Digits digits, int resident) {
        return new Training(network, weights, digits, resident, settings);
    }

    @Override
    public Task inference(Network network, Weights weights, Digits digits, int batch) {
        return new Inference(network, weights, digits, batch, settings);
    }
}
