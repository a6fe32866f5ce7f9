using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Api.Plans;

/// <summary>Makes the port plan of a workload from its pod template and the Services of its namespace: pure, and the same answer for the
/// same input, whoever asks. What cannot be split is said, with its reason.</summary>
public static class PortPlanner
{
    /// <summary>Plans the ports. <paramref name="services"/> may hold every Service of the namespace; <paramref name="optedIn"/> are the Service
    /// port names or numbers of the annotation ports; assignments of <paramref name="previous"/> stay as they are where they still fit.</summary>
    public static PortPlanning Plan(
        JsonObject template, IReadOnlyList<JsonObject> services, IReadOnlyCollection<string> optedIn, PortPlan? previous)
    {
        var empty = new PortPlan { V = 1, Config = previous?.Config ?? new Dictionary<string, string>() };
        if (template.Flag("spec", "hostNetwork"))
        {
            return new(empty, [new("", "", SkipReasons.HostNetwork)]);
        }

        var ports = services.Where(service => Selects(service, template))
            .OrderBy(service => service.Text("metadata", "name"), StringComparer.Ordinal)
            .SelectMany(ServicePort.Of)
            .Where(port => !IsDirect(port, previous))
            .ToList();
        if (ports.Count == 0)
        {
            return new(empty, [new("", "", SkipReasons.NoService)]);
        }

        var unsplit = new List<UnsplitPort>();
        var targets = Targets(template, ports, optedIn, previous, unsplit);
        return new(empty with { Ports = Numbered(template, targets, previous, unsplit) }, unsplit);
    }

    /// <summary>Whether a Service selects the pods of a template.</summary>
    public static bool Selects(JsonObject service, JsonObject template) =>
        service.Text("spec", "type") != "ExternalName"
        && service.At("spec", "selector") is JsonObject { Count: > 0 } selector
        && selector.All(pair => template.Label(pair.Key) is { } value && value == pair.Value.Text());

    // The Services of one side go to the direct listeners: they are made from the plan and ask for none.
    private static bool IsDirect(ServicePort port, PortPlan? previous) =>
        port.TargetName?.StartsWith("cm-d-", StringComparison.Ordinal) == true
        || previous?.Ports.Any(each => each.Direct == port.TargetNumber) == true;

    private static List<(ServicePort Port, PortTarget Target)> Targets(
        JsonObject template, List<ServicePort> ports, IReadOnlyCollection<string> optedIn, PortPlan? previous, List<UnsplitPort> unsplit)
    {
        var found = new List<(ServicePort, PortTarget)>();
        foreach (var port in ports)
        {
            var target = PortTarget.Of(template, port, previous);
            var asked = optedIn.Contains(port.Name ?? "") || optedIn.Contains(port.Port.ToString(CultureInfo.InvariantCulture));
            if ((port.Headless ? SkipReasons.HeadlessService : HttpPorts.WhyNot(port, target.App, asked) ?? target.Fault) is { } reason)
            {
                unsplit.Add(new(port.Service, port.Label, reason));
            }
            else
            {
                found.Add((port, target));
            }
        }

        return found;
    }

    private static List<PlannedPort> Numbered(
        JsonObject template, List<(ServicePort Port, PortTarget Target)> targets, PortPlan? previous, List<UnsplitPort> unsplit)
    {
        var numbers = new PortNumbers(template, previous);
        var planned = new List<PlannedPort>();
        foreach (var group in targets.GroupBy(each => (each.Target.Container, each.Target.App)).OrderBy(group => group.Key.App))
        {
            var (port, target) = group.OrderByDescending(each => each.Target.Steered).First();
            if (planned.Count == Ports.MostSplit)
            {
                unsplit.Add(new(port.Service, port.Label, SkipReasons.TooManyPorts));
            }
            else if (planned.Any(each => each.Name == target.Name || each.App == target.App))
            {
                unsplit.Add(new(port.Service, port.Label, SkipReasons.PortNameConflict));
            }
            else if (numbers.Next(target) is not var (split, direct))
            {
                unsplit.Add(new(port.Service, port.Label, SkipReasons.PortInUse));
            }
            else
            {
                planned.Add(new() { Name = target.Name, App = target.App, Split = split, Direct = direct, Container = target.Container, Added = target.Added });
            }
        }

        return planned;
    }
}
