/**
 * One-time keys, each handed out at most once, and the fallback keys that stand in for them; and
 * the counts that a sync tells. The keys' owners upload through the {@code e2ee} capability, which
 * checks their shape; whoever wants to begin an encrypted session claims through it.
 */
package org.konsil.onetimekey;
