package io.orograph.network.operators.attention;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.Operands;
import io.orograph.network.operators.base.OperatorFamily;

/** Lists the operators of transformers that are more than products. */
public final class AttentionFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "attention",
            entry(
                    "Attention",
                    Operands.of("Q", "K", "V", "attn_mask?", "past_key?", "past_value?")
                            .since(24, "Q", "K", "V", "attn_mask?", "past_key?", "past_value?", "nonpad_kv_seqlen?"),
                    Attention::new),
            entry(
                    "RotaryEmbedding",
                    Operands.of("X", "cos_cache", "sin_cache", "position_ids?"),
                    RotaryEmbedding::new));

    private AttentionFamily() {}
}
