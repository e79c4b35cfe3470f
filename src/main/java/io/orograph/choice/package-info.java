/**
 * The choices that a person makes from a list: things that have a name on the command line, a title in the window and a
 * description. The lists themselves live beside what they hold; here is only what they have in common. At the bottom:
 * nothing here knows what can be chosen.
 */
package io.orograph.choice;
