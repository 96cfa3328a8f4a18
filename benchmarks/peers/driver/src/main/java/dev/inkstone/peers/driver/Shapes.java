package dev.inkstone.peers.driver;

import dev.inkstone.peers.work.ConvolutionWork;
import dev.inkstone.peers.work.ConvolutionWork.Direction;
import dev.inkstone.peers.work.ProductWork;
import dev.inkstone.peers.work.ProductWork.Form;
import java.util.ArrayList;
import java.util.List;

/** Shapes of single kernels. */
final class Shapes {
    private Shapes() {}

    /** Square ones; forward passes of the networks; their weight gradients; their input gradients. */
    static List<ProductWork> products() {
        return List.of(
                new ProductWork(256, 256, 256, Form.PLAIN),
                new ProductWork(512, 512, 512, Form.PLAIN),
                new ProductWork(1024, 1024, 1024, Form.PLAIN),
                new ProductWork(2048, 2048, 2048, Form.PLAIN),
                new ProductWork(78400, 9, 16, Form.PLAIN),
                new ProductWork(19600, 144, 32, Form.PLAIN),
                new ProductWork(100, 1568, 32, Form.PLAIN),
                new ProductWork(50, 784, 300, Form.PLAIN),
                new ProductWork(9, 78400, 16, Form.LEFT),
                new ProductWork(144, 19600, 32, Form.LEFT),
                new ProductWork(1568, 100, 32, Form.LEFT),
                new ProductWork(784, 50, 300, Form.LEFT),
                new ProductWork(19600, 32, 144, Form.RIGHT),
                new ProductWork(100, 32, 1568, Form.RIGHT),
                new ProductWork(50, 100, 300, Form.RIGHT));
    }

    /** Those of ResNet-50 and of the networks for MNIST, in all directions. */
    static List<ConvolutionWork> convolutions() {
        int[][] shapes = {
            {32, 56, 64, 64, 3, 1},
            {32, 14, 256, 256, 3, 1},
            {32, 56, 256, 64, 1, 1},
            {100, 28, 1, 16, 3, 1},
            {100, 28, 16, 32, 3, 2},
            {100, 28, 16, 32, 3, 1}
        };
        List<ConvolutionWork> all = new ArrayList<>();
        for (int[] s : shapes) {
            for (Direction direction : Direction.values()) {
                all.add(new ConvolutionWork(s[0], s[1], s[2], s[3], s[4], s[5], direction));
            }
        }
        return all;
    }
}
