package org.konsil.it.bench;

/**
 * How much work a run does.
 *
 * @param seconds of each timed section
 * @param warmUp seconds of the same load before it that do not count
 * @param rooms of the user with many rooms
 * @param members of the large room
 * @param foreignMembers of the room that a user of another server joins
 * @param waiters in the large room
 * @param manyRooms of the user who shows twenty of them
 * @param growth how many times as large the largest of the growing sizes is
 */
record Scale(
    double seconds,
    double warmUp,
    int rooms,
    int members,
    int foreignMembers,
    int waiters,
    int manyRooms,
    int growth) {
  static final Scale FULL = new Scale(20, 20, 500, 10_000, 1_000, 1_000, 5_000, 100);
  static final Scale QUICK = new Scale(8, 8, 50, 500, 100, 250, 200, 10);

  static Scale of(String name) {
    return name.equals("quick") ? QUICK : FULL;
  }
}
