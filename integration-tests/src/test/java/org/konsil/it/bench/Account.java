package org.konsil.it.bench;

/** A user with one device. */
record Account(String userId, String token) {}
