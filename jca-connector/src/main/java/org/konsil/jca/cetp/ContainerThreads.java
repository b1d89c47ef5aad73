package org.konsil.jca.cetp;

import jakarta.resource.spi.work.HintsContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkContextProvider;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The container's threads for long-running work, as an executor. */
final class ContainerThreads implements Executor {

  private final WorkManager workManager;

  ContainerThreads(WorkManager workManager) {
    this.workManager = workManager;
  }

  @Override
  public void execute(Runnable task) {
    try {
      workManager.scheduleWork(new LongWork(task));
    } catch (WorkException e) {
      throw new RejectedExecutionException(e);
    }
  }

  private static final class LongWork implements Work, WorkContextProvider {

    private static final long serialVersionUID = 1L;

    private final transient Runnable task;

    LongWork(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      task.run();
    }

    /** The task ends when its socket is closed, which the adapter does first. */
    @Override
    public void release() {
      // nothing else to let go
    }

    @Override
    public List<WorkContext> getWorkContexts() {
      HintsContext hints = new HintsContext();
      hints.setName("konsil-cetp");
      hints.setHint(HintsContext.LONGRUNNING_HINT, Boolean.TRUE);
      return List.of(hints);
    }
  }
}
