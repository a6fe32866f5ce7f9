using CanaryMesh.LoadTester.Configuration;
using CanaryMesh.LoadTester.Running;
using CanaryMesh.LoadTester.Tasks;

namespace CanaryMesh.LoadTester.Serving;

/// <summary>Takes a task, on any path.</summary>
internal sealed class TaskEndpoint(Surroundings surroundings, TaskRules rules, TaskWork work, TaskRunner runner, LoadTesterMetrics metrics)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var answer = await AnswerAsync(await PayloadBody.ReadAsync(context), context.RequestAborted);
        if (!context.RequestAborted.IsCancellationRequested)
        {
            await PlainAnswer.WriteAsync(context, answer.Status, answer.Text);
        }
    }

    private async Task<TaskAnswer> AnswerAsync(Payload? payload, CancellationToken caller)
    {
        if (payload is null)
        {
            metrics.Refused("body");
            return new(StatusCodes.Status400BadRequest, "the body is not the JSON object of a webhook call: name, namespace, and metadata of texts");
        }

        if (surroundings.Namespaces is { } allowed && !allowed.IsMatch(payload.Namespace ?? ""))
        {
            metrics.Refused("namespace");
            return new(StatusCodes.Status403Forbidden, "this load tester does not work for that namespace");
        }

        var canary = Api.Values.ShownText.Of(payload.Canary);
        return TaskParser.Parse(payload, rules) switch
        {
            RequestedTask.Command command => await runner.RunAsync(canary, RunningTask.Of(payload.Canary, command, work), caller),
            RequestedTask.Load load => await runner.RunAsync(canary, RunningTask.Of(payload.Canary, load, work), caller),
            RequestedTask.Refused refused => Refuse(refused),
            _ => throw new InvalidOperationException("a task of an unknown kind"),
        };
    }

    private TaskAnswer Refuse(RequestedTask.Refused refused)
    {
        metrics.Refused("task");
        return new(refused.Status, refused.Sentence);
    }
}
