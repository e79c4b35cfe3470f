package io.orograph.network.operators.attention;

/**
 * How many there are of what in an attention.
 *
 * @param past keys that come before the others
 */
record AttentionSizes(int batch, HeadLayout queries, HeadLayout keys, HeadLayout values, int past) {

    /** Tells whether queries, keys and values go together. */
    boolean fits() {
        return keys.heads() == values.heads()
                && queries.heads() % keys.heads() == 0
                && keys.steps() == values.steps()
                && queries.size() == keys.size();
    }

    /** Returns the number of all keys. */
    int total() {
        return past + keys.steps();
    }

    /** Returns the head of keys and values that belongs to one of queries. */
    int keyHead(int queryHead) {
        return queryHead / (queries.heads() / keys.heads());
    }

    /** Returns the shape of keys or values, with some steps and numbers of a step. */
    long[] ofKeys(long steps, long size) {
        return new long[] {batch, keys.heads(), steps, size};
    }

    long[] ofScores() {
        return new long[] {batch, queries.heads(), queries.steps(), total()};
    }
}
