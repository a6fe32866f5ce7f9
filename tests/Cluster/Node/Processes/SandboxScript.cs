using System.Text;

namespace CanaryMesh.Cluster.Node;

/// <summary>The script that makes a container's view of the file system and then becomes its process. It says "started" when it is about to.</summary>
internal static class SandboxScript
{
    public const string Started = "started";

    // Each container is a session, and Linux shares processors among sessions: fifty of them would leave nothing to the one session of the
    // cluster and its clients. As on a real node, what is beside the pods goes first.
    private const string Niceness = "5";

    // Where the machine's own tree stays reachable while the volumes are put in place.
    private const string Host = "/run/.host";

    /// <summary>The outer part: an overlay over the machine's root on a tmpfs that ends with the container.</summary>
    public static string Outer(ContainerPlan plan, IReadOnlyList<string> submounts)
    {
        var root = ShellText.Quote(Path.Combine(plan.Folder, "root"));
        var script = new StringBuilder($"""
            set -e
            r={root}
            exec 3>>{ShellText.Quote(plan.LogFile)} 2>&1 </dev/null
            echo {Niceness} 2>/dev/null >/proc/self/autogroup || :
            echo {ShellText.Quote(plan.HostName)} 2>/dev/null >/proc/sys/kernel/hostname || :
            mount -t tmpfs -o mode=755 tmpfs "$r"
            mkdir "$r/u" "$r/w" "$r/m"
            mount -t overlay -o lowerdir=/,upperdir="$r/u",workdir="$r/w" overlay "$r/m"
            mkdir "$r/du" "$r/dw"
            mount -t overlay -o lowerdir=/dev,upperdir="$r/du",workdir="$r/dw" overlay "$r/m/dev"
            mount -t tmpfs -o mode=1777 tmpfs "$r/m/dev/shm"
            mount --rbind /dev/pts "$r/m/dev/pts"
            mount --rbind /sys "$r/m/sys"
            mount -t proc proc "$r/m/proc"
            mount -t tmpfs -o mode=755 tmpfs "$r/m/run"
            mkdir {Quoted("run/.host")}
            mount --rbind / {Quoted("run/.host")}

            """);
        foreach (var path in submounts)
        {
            script.Append("mount --rbind ").Append(ShellText.Quote(path)).Append(" \"$r/m\"").Append(ShellText.Quote(path)).Append('\n');
        }

        return script.Append("exec chroot \"$r/m\" /bin/sh ").Append(ShellText.Quote(Host + InnerPath(plan))).Append('\n').ToString();

        static string Quoted(string path) => $"\"$r/m/{path}\"";
    }

    /// <summary>The inner part, run inside that root: links such as /var/run lead to the container's own folders there.</summary>
    public static string Inner(ContainerPlan plan)
    {
        var script = new StringBuilder("set -e\n");
        if (plan.HostsFolder is { } folder)
        {
            Mount(script, new ContainerMount(folder, "/run/.etc", ReadOnly: true));
            script.Append("ln -sf /run/.etc/hosts /etc/hosts\n");
        }

        foreach (var mount in plan.Mounts.OrderBy(mount => mount.Target, StringComparer.Ordinal))
        {
            Mount(script, mount);
        }

        if (plan.WorkingDirectory is { } directory)
        {
            script.Append("mkdir -p ").Append(ShellText.Quote(directory)).Append('\n');
        }

        script.Append("umount -l ").Append(Host).Append("\nrmdir ").Append(Host).Append('\n');
        if (plan.ReadOnlyRoot)
        {
            script.Append("mount -o remount,bind,ro /\n");
        }

        return script.Append("echo ").Append(Started).Append("\nexec >&3 2>&3 3>&-\nexec ").Append(Program(plan)).Append('\n').ToString();
    }

    public static string OuterPath(ContainerPlan plan) => Path.Combine(plan.Folder, "outer.sh");

    public static string InnerPath(ContainerPlan plan) => Path.Combine(plan.Folder, "inner.sh");

    private static void Mount(StringBuilder script, ContainerMount mount)
    {
        var (source, target) = (ShellText.Quote(Host + mount.Source), ShellText.Quote(mount.Target));
        script.Append(Directory.Exists(mount.Source)
            ? $"[ -d {target} ] || mkdir -p {target}\n"
            : $"[ -e {target} ] || {{ mkdir -p {ShellText.Quote(Path.GetDirectoryName(mount.Target) ?? "/")}; : >{target}; }}\n");
        script.Append("mount --bind ").Append(source).Append(' ').Append(target).Append('\n');
        if (mount.ReadOnly)
        {
            script.Append("mount -o remount,bind,ro ").Append(target).Append('\n');
        }
    }

    // Only here does the container's environment begin: what came before ran in the node's.
    private static string Program(ContainerPlan plan)
    {
        IEnumerable<string> words =
        [
            HostTools.Require("env"), "-i", "-C", ShellText.Quote(plan.WorkingDirectory ?? "/"),
            .. plan.Environment.Select(pair => ShellText.Quote($"{pair.Key}={pair.Value}")),
            .. plan.Command.Select(ShellText.Quote),
        ];
        return string.Join(' ', words);
    }
}
