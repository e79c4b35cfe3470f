package io.orograph.data;

import java.util.Arrays;

/**
 * How a part of a file's samples was drawn: without replacement, apart in each stratum, which is usually a class.
 *
 * @param of the stratum of each sample that was drawn, from 0
 * @param sizes how many samples the file has in each stratum
 */
public record Strata(int[] of, int[] sizes) {

    public Strata {
        of = of.clone();
        sizes = sizes.clone();
    }

    @Override
    public int[] of() {
        return of.clone();
    }

    @Override
    public int[] sizes() {
        return sizes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Strata strata && Arrays.equals(of, strata.of) && Arrays.equals(sizes, strata.sizes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(of) + Arrays.hashCode(sizes);
    }
}
