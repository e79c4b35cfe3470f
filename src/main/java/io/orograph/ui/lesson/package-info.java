/**
 * Gives lessons beside the picture: performs their actions through the models that a person works with, asks their questions,
 * and says what became of their claims. It computes nothing by itself: every number is one that a model or study found.
 */
package io.orograph.ui.lesson;
