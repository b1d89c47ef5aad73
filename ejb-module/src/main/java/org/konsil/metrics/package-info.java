/**
 * What an operator measures: one registry of meters for the deployment. A capability counts by a
 * bean of its own that is a {@link io.micrometer.core.instrument.binder.MeterBinder}; all of them
 * are found and bound here. Nothing depends on this package, and no meter carries the id of a user,
 * a room or an event.
 */
package org.konsil.metrics;
