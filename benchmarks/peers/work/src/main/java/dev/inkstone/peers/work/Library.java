package dev.inkstone.peers.work;

/** A library that can be asked for work. What it cannot do, it refuses with {@link UnsupportedOperationException}. */
public interface Library {
    /** Name, version and settings in force, for people. */
    String description();

    /**
     * Training steps from {@code weights} on, with the digits' batches in order; the value is the loss.
     *
     * @param resident how many batches lie ready in the form that the library likes best; 0 to convert each when it is used
     */
    default Task training(Network network, Weights weights, Digits digits, int resident) {
        throw new UnsupportedOperationException("training");
    }

    /** The logits of the digits' batches of {@code batch} images, in Java's memory; the value is their sum. */
    default Task inference(Network network, Weights weights, Digits digits, int batch) {
        throw new UnsupportedOperationException("inference");
    }

    /** A matrix product; the value is the first element. */
    default Task product(ProductWork work) {
        throw new UnsupportedOperationException("product");
    }

    /** One direction of a convolution; the value is the first element in the order of Inkstone. */
    default Task convolution(ConvolutionWork work) {
        throw new UnsupportedOperationException("convolution");
    }
}
