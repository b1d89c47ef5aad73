/**
 * Whether this node lives and may be given requests. A capability that must be ready first says so
 * by a bean of its own that is a {@link org.konsil.health.ReadinessCheck}. This package knows no
 * other.
 */
package org.konsil.health;
