using CanaryMesh.LoadTester.Hey;
using CanaryMesh.LoadTester.Load;

namespace CanaryMesh.LoadTester.Tasks;

/// <summary>From a call's metadata to what is to be run.</summary>
internal static class TaskParser
{
    private const int BadRequest = 400;
    private const int Forbidden = 403;

    public static RequestedTask Parse(Payload payload, TaskRules rules)
    {
        if (payload.Metadata is not { Count: > 0 } metadata)
        {
            return Bad("the load tester was reached, but metadata is missing: nothing to run");
        }

        return metadata.GetValueOrDefault("type") switch
        {
            null or "" or TaskTypes.Cmd => Command(TaskTypes.Cmd, "sh", metadata, rules),
            TaskTypes.Bash => Command(TaskTypes.Bash, "bash", metadata, rules),
            TaskTypes.Load => Load(metadata, rules),
            { } type => Bad(TaskTypes.Unknown(type)),
        };
    }

    private static RequestedTask Load(Dictionary<string, string> metadata, TaskRules rules) =>
        LoadMetadata.Read(metadata, rules.Load, out var faults) is { } order
            ? new RequestedTask.Load(TaskTypes.Load, order, LogsOutput: true, ReturnsOutput: true)
            : Bad("type load: " + string.Join("; ", faults));

    private static RequestedTask Command(string type, string shell, Dictionary<string, string> metadata, TaskRules rules)
    {
        if (metadata.GetValueOrDefault("cmd") is not { } line || string.IsNullOrWhiteSpace(line))
        {
            return Bad($"type {type} needs cmd, the command");
        }

        var waits = type is TaskTypes.Bash;
        var logs = IsTrue(metadata, "logCmdOutput");
        var returns = IsTrue(metadata, "returnCmdOutput");
        if (PlainWords.Split(line) is ["hey", .. var words] && HeyArguments.Read(words, out _) is { } plan && IsWithin(plan, rules.Load))
        {
            return new RequestedTask.Load(type, new(plan, waits, 0), logs, returns);
        }

        return rules.RunsCommands
            ? new RequestedTask.Command(type, shell, line, waits, logs, returns)
            : new RequestedTask.Refused(Forbidden, "commands are not enabled here: use type load, or set CANARYMESH_COMMANDS to true on the load tester");
    }

    private static bool IsWithin(LoadPlan plan, LoadLimits limits) =>
        plan.Concurrency <= limits.Concurrency && (plan.Rate ?? 0) <= limits.Rate && (plan.Duration ?? TimeSpan.Zero) <= limits.Duration;

    private static bool IsTrue(Dictionary<string, string> metadata, string key) => metadata.GetValueOrDefault(key) is "true";

    private static RequestedTask.Refused Bad(string sentence) => new(BadRequest, sentence);
}
