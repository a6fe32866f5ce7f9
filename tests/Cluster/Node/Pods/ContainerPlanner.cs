using System.Globalization;
using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>What one run of a container is, from its spec and its image's rule.</summary>
internal static class ContainerPlanner
{
    public const string TerminationLog = "termination-log";

    /// <summary>Something missing is a <see cref="NotYetException"/>.</summary>
    public static ContainerPlan Plan(PodContext pod, V1Container container, ContainerKind kind, ImageRule rule, int restarts)
    {
        var words = PodWords(pod, container);
        string Fill(string text) => Words.Fill(text, pod.Services.Options.Words, words);
        var environment = Variables(pod, container, rule, Fill);
        var command = ContainerCommand.Resolve(container, rule, environment, Fill);
        if (command.Count == 0 && (kind == ContainerKind.Init || (kind == ContainerKind.Main && pod.Pod.Spec.RestartPolicy is "Never" or "OnFailure")))
        {
            // What does nothing is done at once where an end is expected.
            command = ["/bin/true"];
        }

        var folder = Path.Combine(pod.Folder, "containers", container.Name, restarts.ToString(CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        Directory.CreateDirectory(Path.Combine(pod.LogFolder, container.Name));
        File.WriteAllText(Path.Combine(folder, TerminationLog), "");
        return new ContainerPlan
        {
            Command = command,
            Environment = environment,
            HostName = pod.HostName,
            Folder = folder,
            LogFile = LogFile(pod, container.Name, restarts),
            WorkingDirectory = container.WorkingDir is { Length: > 0 } given ? given : rule.WorkingDirectory is { } own ? Fill(own) : null,
            Mounts = Mounts(pod, container, rule, environment, folder, Fill),
            HostsFolder = pod.EtcFolder,
            ReadOnlyRoot = container.SecurityContext?.ReadOnlyRootFilesystem == true,
            OutOfMemoryAfter = rule.OutOfMemoryAfter,
        };
    }

    public static string LogFile(PodContext pod, string container, int restarts) =>
        Path.Combine(pod.LogFolder, container, string.Create(CultureInfo.InvariantCulture, $"{restarts}.log"));

    private static Dictionary<string, string> PodWords(PodContext pod, V1Container container) => new(StringComparer.Ordinal)
    {
        ["podIP"] = pod.Ip,
        ["podName"] = pod.Pod.Metadata.Name,
        ["namespace"] = pod.Pod.Metadata.NamespaceProperty,
        ["nodeName"] = pod.Services.Options.Name,
        ["container"] = container.Name,
        ["image"] = container.Image,
        ["tag"] = ImageName.Tag(container.Image),
    };

    private static Dictionary<string, string> Variables(PodContext pod, V1Container container, ImageRule rule, Func<string, string> fill)
    {
        var options = pod.Services.Options;
        var port = options.ApiPort.ToString(CultureInfo.InvariantCulture);
        var given = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") is { Length: > 0 } own ? own : HostTools.SearchPath,
            ["HOME"] = "/root",
            ["HOSTNAME"] = pod.HostName,
            ["KUBERNETES_SERVICE_HOST"] = options.ApiHost,
            ["KUBERNETES_SERVICE_PORT"] = port,
            ["KUBERNETES_SERVICE_PORT_HTTPS"] = port,
            ["POD_IP"] = pod.Ip,
        };
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } runtime)
        {
            given["DOTNET_ROOT"] = runtime;
        }

        foreach (var (name, value) in rule.Environment)
        {
            given[name] = fill(value);
        }

        return new ContainerEnvironment(new ObjectContents(pod.Services.Api), pod.Pod, pod.Ip, NodeServices.HostIp).Build(container, given);
    }

    private static ContainerMount[] Mounts(
        PodContext pod, V1Container container, ImageRule rule, Dictionary<string, string> environment, string folder, Func<string, string> fill)
    {
        var message = container.TerminationMessagePath is { Length: > 0 } given ? given : "/dev/termination-log";
        return
        [
            .. rule.Mounts.Select(mount => new ContainerMount(Existing(fill(mount.Value)), mount.Key, ReadOnly: true)),
            .. pod.Volumes?.Mounts(container, environment) ?? [],
            new ContainerMount(Path.Combine(folder, TerminationLog), message, ReadOnly: false),
        ];
    }

    private static string Existing(string path) =>
        Path.Exists(path) ? Path.GetFullPath(path) : throw new NotYetException("CreateContainerError", $"image map: {path} is not there");
}
