package dev.inkstone.data;

/** A copy in memory, which remembers how often its examples were mapped: maps behind it get other random numbers. */
final class Copied extends View {
    final int maps;

    Copied(Dataset copy, int maps) {
        super(copy);
        this.maps = maps;
    }

    @Override
    Dataset over(Dataset source) {
        return new Copied(source, maps);
    }
}
