/**
 * Buckets that fill with time and are emptied by what somebody does. What a limit means and who is
 * let off it is the caller's to know; this package knows names, rates and the clock.
 */
package org.konsil.ratelimit;
