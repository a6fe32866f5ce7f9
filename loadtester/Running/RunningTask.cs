using CanaryMesh.LoadTester.Tasks;

namespace CanaryMesh.LoadTester.Running;

/// <summary>A task as the runner sees it, whatever it does.</summary>
internal sealed record RunningTask(string Type, string Key, bool Waits, bool LogsOutput, bool ReturnsOutput, Func<CancellationToken, Task<TaskResult>> Work)
{
    public static RunningTask Of(string canary, RequestedTask.Command task, TaskWork work) => new(
        task.Type, $"{canary}\n{task.Type}\n{task.Line}", task.Waits, task.LogsOutput, task.ReturnsOutput, token => work.DoAsync(task, token));

    public static RunningTask Of(string canary, RequestedTask.Load task, TaskWork work) => new(
        task.Type, $"{canary}\n{task.Type}\n{task.Order.Plan.Method} {task.Order.Plan.Address}\n{task.Order.Plan.Rate} {task.Order.Plan.Duration} {task.Order.Plan.Count}",
        task.Order.Waits, task.LogsOutput, task.ReturnsOutput, token => work.DoAsync(task, token));
}
