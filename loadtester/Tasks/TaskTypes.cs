namespace CanaryMesh.LoadTester.Tasks;

/// <summary>The names of task types, and what to use in the place of those that are not here.</summary>
internal static class TaskTypes
{
    public const string Cmd = "cmd";
    public const string Bash = "bash";
    public const string Load = "load";

    public static IReadOnlyList<string> Known { get; } = [Cmd, Bash, Load];

    public static string Unknown(string type) => type switch
    {
        "helm" or "helmv3" =>
            $"type {type} is not run here: this load tester has no rights in the cluster; run helm test in your pipeline, "
            + "or type bash with a command that tests the version from outside",
        "kubectl" =>
            "type kubectl is not run here: this load tester has no rights in the cluster; use type bash with a command that tests the version from outside",
        "concord" => "type concord is not run here: use type bash with a curl command that starts the process and waits for its end",
        "ngrinder" => "type ngrinder is not run here: use type load, which needs no other server",
        _ => $"type \"{Api.Values.ShownText.Of(type)}\" is not known: use {string.Join(", ", Known)}",
    };
}
