using System.Diagnostics;

namespace CanaryMesh.Cluster.Node;

/// <summary>Starts containers in namespaces of their own and enters them: mounts, processes and host name; the network is everybody's.</summary>
internal sealed class Sandbox : IDisposable
{
    private static readonly Dictionary<string, string> Clean = new() { ["PATH"] = HostTools.SearchPath };

    private readonly Spawner spawner = new();
    private readonly IReadOnlyList<string> submounts = MountTable.Submounts();
    private readonly Lazy<string?> obstacle;

    public Sandbox() => obstacle = new Lazy<string?>(Probe);

    /// <summary>Why no container can be run on this machine; null if one can.</summary>
    public string? Obstacle => obstacle.Value;

    public async Task<Process> StartAsync(ContainerPlan plan)
    {
        Directory.CreateDirectory(Path.Combine(plan.Folder, "root"));
        await File.WriteAllTextAsync(SandboxScript.OuterPath(plan), SandboxScript.Outer(plan, submounts)).ConfigureAwait(false);
        await File.WriteAllTextAsync(SandboxScript.InnerPath(plan), SandboxScript.Inner(plan)).ConfigureAwait(false);
        var info = Info(Clean, [.. Wrapper(), HostTools.Require("sh"), SandboxScript.OuterPath(plan)]);
        return await spawner.StartAsync(info).ConfigureAwait(false);
    }

    public Task<Process> EnterAsync(int pid, IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> command)
    {
        string[] words = [HostTools.Require("setpriv"), "--pdeathsig", "KILL", HostTools.Require("nsenter"), "-t", $"{pid}", "-m", "-u", "-p", "-r", "-w"];
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
        "-m", "-p", "-u", "-i", "-f", "--kill-child", "--propagation", "private",
    ];

    private string? Probe()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return "containers get mount and PID namespaces of their own, which needs root";
        }

        const string attempt = "mount -t tmpfs tmpfs /mnt && cd /mnt && mkdir u w m && mount -t overlay -o lowerdir=/,upperdir=u,workdir=w overlay m";
        using var process = Process.Start(Info(Clean, [.. Wrapper(), HostTools.Require("sh"), "-c", attempt]))!;
        process.WaitForExit();
        return process.ExitCode == 0 ? null : $"containers cannot be given file systems of their own: {process.StandardError.ReadToEnd().Trim()}";
    }
}
