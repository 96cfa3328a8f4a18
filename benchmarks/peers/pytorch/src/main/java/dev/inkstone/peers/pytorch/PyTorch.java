package dev.inkstone.peers.pytorch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import dev.inkstone.peers.work.ConvolutionWork;
import dev.inkstone.peers.work.Digits;
import dev.inkstone.peers.work.Library;
import dev.inkstone.peers.work.Network;
import dev.inkstone.peers.work.ProductWork;
import dev.inkstone.peers.work.Task;
import dev.inkstone.peers.work.Weights;
import dev.inkstone.peers.work.Worker;
import java.io.IOException;
import java.util.Locale;

/** PyTorch with as many threads as the property {@code peers.threads} says, in the {@link Layout} of {@code peers.layout}. */
final class PyTorch implements Library {
    private final Layout layout = Layout.valueOf(
            System.getProperty("peers.layout", "contiguous").replace('-', '_').toUpperCase(Locale.ROOT));
    private final NDManager manager;

    private PyTorch() {
        System.setProperty("ai.djl.pytorch.num_threads", System.getProperty("peers.threads", "2"));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        manager = NDManager.newBaseManager("PyTorch");
    }

    /** Serves a driver. */
    public static void main(String[] args) throws IOException {
        Worker.serve(args, PyTorch::new);
    }

    @Override
    public String description() {
        Engine engine = manager.getEngine();
        return "PyTorch " + engine.getVersion() + " through DJL " + Engine.getDjlVersion() + ": "
                + System.getProperty("ai.djl.pytorch.num_threads") + " intra-op threads, 1 inter-op, oneDNN, "
                + layout.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Task training(Network network, Weights weights, Digits digits, int resident) {
        return new Training(manager.newSubManager(), network, weights, digits, resident, layout);
    }

    @Override
    public Task inference(Network network, Weights weights, Digits digits, int batch) {
        return new Inference(manager.newSubManager(), network, weights, digits, batch, layout);
    }

    @Override
    public Task product(ProductWork work) {
        return new Product(manager.newSubManager(), work);
    }

    @Override
    public Task convolution(ConvolutionWork work) {
        return new Convolution(manager.newSubManager(), work, layout);
    }
}
