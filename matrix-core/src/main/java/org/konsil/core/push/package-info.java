/**
 * Push rules: the rules every user starts with and the decision whether an event notifies a user,
 * highlights, or makes a sound. Called by the push capability for every new event and by whoever
 * lists notifications. Storing rule sets, counting and talking to push gateways do not belong here.
 *
 * <p>{@link org.konsil.core.push.Glob} is the one glob matcher of the house: its time is linear in
 * the text, whatever the pattern.
 */
package org.konsil.core.push;
