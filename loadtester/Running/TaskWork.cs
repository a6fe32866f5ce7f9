using System.Globalization;
using CanaryMesh.LoadTester.Commands;
using CanaryMesh.LoadTester.Load;
using CanaryMesh.LoadTester.Tasks;

namespace CanaryMesh.LoadTester.Running;

/// <summary>Does what a task asks for, and says whether that was a success.</summary>
internal sealed class TaskWork(CommandRun commands, LoadTesterMetrics metrics, TimeProvider time)
{
    public Task<TaskResult> DoAsync(RequestedTask.Command task, CancellationToken cancellation) => CommandAsync(task, cancellation);

    public async Task<TaskResult> DoAsync(RequestedTask.Load task, CancellationToken cancellation)
    {
        await LoadWarmUp.EnsureAsync();
        using var client = new LoadClient(task.Order.Plan, time);
        var result = await new LoadRun(task.Order.Plan, SendAsync, time).RunAsync(cancellation);
        var line = LoadLine.Of(result);
        return task.Order.IsMet(result)
            ? new(TaskOutcome.Succeeded, "the load is done", line)
            : new(TaskOutcome.Failed, string.Create(CultureInfo.InvariantCulture, $"{result.SuccessPercent:0.##} % of the requests were answered well"), line);

        async Task<LoadAnswer> SendAsync(CancellationToken token)
        {
            var answer = await client.SendAsync(token);
            if (!token.IsCancellationRequested)
            {
                metrics.Answered(answer.Outcome);
            }

            return answer;
        }
    }

    private async Task<TaskResult> CommandAsync(RequestedTask.Command task, CancellationToken cancellation)
    {
        var result = await commands.RunAsync(task.Shell, task.Line, cancellation);
        return result.Status switch
        {
            0 => new(TaskOutcome.Succeeded, "the command succeeded", result.Output),
            { } status => new(TaskOutcome.Failed, string.Create(CultureInfo.InvariantCulture, $"the command ended with status {status}"), result.Output),
            null => new(TaskOutcome.Failed, "the command did not end by itself", result.Output),
        };
    }
}
