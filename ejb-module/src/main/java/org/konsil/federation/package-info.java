/**
 * How servers find each other and know each other: discovery, signed requests in both directions,
 * the keys of other servers and our own. The capabilities below (events, queue, ephemeral data,
 * queries) call it; web authenticates requests with it. Nothing that a request is about belongs
 * here.
 */
package org.konsil.federation;
