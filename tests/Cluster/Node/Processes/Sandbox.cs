using System.Diagnostics;

namespace CanaryMesh.Cluster.Node;

/// <summary>Starts containers in namespaces of their own and enters them: mounts, processes and host name; the network is everybody's.</summary>
internal sealed class Sandbox : IDisposable
{
    private static readonly Dictionary<string, string> Clean = new() { ["PATH"] = HostTools.SearchPath };

    private readonly Spawner spawner = new();
    private readonly bool isRoot = Environment.IsPrivilegedProcess;
    private readonly IReadOnlyList<string> submounts = MountTable.Submounts();
    private readonly Lazy<string?> obstacle;

    public Sandbox() => obstacle = new Lazy<string?>(Probe);

    /// <summary>Why no container can be run on this machine; null if one can.</summary>
    public string? Obstacle => obstacle.Value;

    public async Task<Process> StartAsync(ContainerPlan plan)
    {
        plan = isRoot ? plan : plan with { Mounts = [.. plan.Mounts.Where(mount => !mount.Target.StartsWith("/dev/", StringComparison.Ordinal))] };
        Directory.CreateDirectory(Path.Combine(plan.Folder, "root"));
        await File.WriteAllTextAsync(SandboxScript.OuterPath(plan), SandboxScript.Outer(plan, submounts, isRoot)).ConfigureAwait(false);
        await File.WriteAllTextAsync(SandboxScript.InnerPath(plan), SandboxScript.Inner(plan)).ConfigureAwait(false);
        var info = Info(Clean, [.. Wrapper(), HostTools.Require("sh"), SandboxScript.OuterPath(plan)]);
        return await spawner.StartAsync(info).ConfigureAwait(false);
    }

    public Task<Process> EnterAsync(int pid, IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> command)
    {
        List<string> words = [HostTools.Require("setpriv"), "--pdeathsig", "KILL", HostTools.Require("nsenter"), "-t", $"{pid}", "-m", "-u", "-p", "-r", "-w"];
        if (!isRoot)
        {
            words.AddRange(["-U", "--preserve-credentials"]);
        }

        return spawner.StartAsync(Info(environment, [.. words, "--", .. command]));
    }

    /// <summary>Runs a command beside any container.</summary>
    public Task<Process> RunAsync(IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> command) =>
        spawner.StartAsync(Info(environment, [HostTools.Require("setpriv"), "--pdeathsig", "KILL", "--", .. command]));

    public void Dispose() => spawner.Dispose();

    private static ProcessStartInfo Info(IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> command)
    {
        var info = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        info.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        return info;
    }

    private string[] Wrapper() =>
    [
        HostTools.Require("setsid"), HostTools.Require("setpriv"), "--pdeathsig", "KILL", HostTools.Require("unshare"),
        .. isRoot ? Array.Empty<string>() : ["-U", "-r"],
        "-m", "-p", "-u", "-i", "-f", "--kill-child", "--propagation", "private",
    ];

    private string? Probe()
    {
        using var process = Process.Start(Info(Clean, [.. Wrapper(), HostTools.Require("mount"), "-t", "tmpfs", "tmpfs", "/mnt"]))!;
        process.WaitForExit();
        return process.ExitCode == 0
            ? null
            : $"containers need mount and PID namespaces (root, or unprivileged user namespaces): {process.StandardError.ReadToEnd().Trim()}";
    }
}
