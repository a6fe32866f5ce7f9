using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Api.Plans;

/// <summary>Makes the port plan of a workload from its pod template and the Services of its namespace: pure, and the same answer for the
/// same input, whoever asks. What cannot be split is said, with its reason.</summary>
public static class PortPlanner
{
    private const int MostNames = 12;

    /// <summary>Plans the ports. <paramref name="services"/> may hold every Service of the namespace; <paramref name="optedIn"/> are the Service
    /// port names or numbers of the annotation ports; assignments of <paramref name="previous"/> stay as they are where they still fit.</summary>
    public static PortPlanning Plan(
        JsonObject template, IReadOnlyList<JsonObject> services, IReadOnlyCollection<string> optedIn, PortPlan? previous)
    {
        var empty = new PortPlan { V = 1, Config = previous?.Config ?? new Dictionary<string, string>(), By = previous?.By };
        if (empty.By is not null)
        {
            // Routes of others lead to the app's own ports: there is nothing to number.
            return new(empty, []);
        }

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
        var numbers = new PortNumbers(template, ports.Select(port => port.TargetNumber).OfType<int>(), previous);
        return new(empty with { Ports = Numbered(numbers, targets, previous, unsplit) }, unsplit);
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
                unsplit.Add(new(port.Service, port.Label, reason, Detail(template, port, reason)));
            }
            else
            {
                found.Add((port, target));
            }
        }

        return found;
    }

    private static List<PlannedPort> Numbered(
        PortNumbers numbers, List<(ServicePort Port, PortTarget Target)> targets, PortPlan? previous, List<UnsplitPort> unsplit)
    {
        var planned = new List<PlannedPort>();
        foreach (var group in targets.GroupBy(each => (each.Target.Container, each.Target.App)).OrderBy(group => group.Key.App))
        {
            var (port, target) = group.OrderByDescending(each => each.Target.Steered)
                .ThenByDescending(each => IsAsBefore(each.Target, previous)).ThenByDescending(each => each.Port.TargetName is not null).First();
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
                unsplit.AddRange(group.Where(each => each.Port.TargetName is { } name && name != target.Name).Select(each => Twice(each.Port, target)));
            }
        }

        return planned;
    }

    private static bool IsAsBefore(PortTarget target, PortPlan? previous) =>
        previous?.Ports.Any(each => each.Container == target.Container && each.App == target.App && each.Name == target.Name) == true;

    // Renumbered is one entry: a Service that goes by another name of the same number stays with the app.
    private static UnsplitPort Twice(ServicePort port, PortTarget target) => new(
        port.Service, port.Label, SkipReasons.PortNameConflict, $"port {Shown(target.App)} is declared as {port.TargetName} and as {target.Name}; it is split as {target.Name}");

    private static string Detail(JsonObject template, ServicePort port, Reason reason)
    {
        var names = template.Objects("spec", "containers").SelectMany(each => each.Objects("ports")).Select(each => each.Text("name")).OfType<string>().ToList();
        return reason == SkipReasons.PortNotFound && port.TargetName is { } name
            ? $"it targets {ShownText.Of(name)}; declared are {(names.Count == 0 ? "none" : string.Join(", ", names.Take(MostNames)))}"
            : "";
    }

    private static string Shown(int number) => number.ToString(CultureInfo.InvariantCulture);
}
