package dev.inkstone.peers.inkstone;

import dev.inkstone.kernels.Kernels;
import dev.inkstone.peers.work.ConvolutionWork;
import dev.inkstone.peers.work.Digits;
import dev.inkstone.peers.work.Library;
import dev.inkstone.peers.work.Network;
import dev.inkstone.peers.work.ProductWork;
import dev.inkstone.peers.work.Task;
import dev.inkstone.peers.work.Weights;
import dev.inkstone.peers.work.Worker;
import java.io.IOException;

/** Inkstone with the settings it has when nobody sets any. */
final class Inkstone implements Library {
    /** Serves a driver. */
    public static void main(String[] args) throws IOException {
        Worker.serve(args, Inkstone::new);
    }

    @Override
    public String description() {
        Kernels kernels = Kernels.chosen();
        return "Inkstone: " + kernels.name() + " kernels, " + kernels.vectorLength() + " floats per vector";
    }

    @Override
    public Task training(Network network, Weights weights, Digits digits, int resident) {
        return new Training(network, Layers.model(network, weights), new Examples(digits, network.batch(), resident));
    }

    @Override
    public Task inference(Network network, Weights weights, Digits digits, int batch) {
        return new Inference(Layers.model(network, weights), new Examples(digits, batch, digits.batches(batch)));
    }

    @Override
    public Task product(ProductWork work) {
        return new Product(work);
    }

    @Override
    public Task convolution(ConvolutionWork work) {
        return new Convolution(work);
    }
}
