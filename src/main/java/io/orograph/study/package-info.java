/**
 * Every question that can be asked of a network and its data, answered once: a {@link io.orograph.study.Study} is a record
 * of settings that runs on an {@link io.orograph.study.Experiment} and gives a result that knows where it comes from, what
 * an export of it holds, and the command line that repeats it. The window and the command line ask studies and show what
 * they find; neither lays a plane, trains or measures by itself.
 */
package io.orograph.study;
