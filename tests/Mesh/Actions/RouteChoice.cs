namespace CanaryMesh.Mesh.Actions;

/// <summary>The rule that takes a request, and the path as the rule leaves it.</summary>
internal sealed record RouteChoice(string Rule, RouteAction Action, string Path)
{
    /// <summary>Nothing takes it: why is the answer's text.</summary>
    public static RouteChoice Refused(int status, string why) => new("", new RouteAction.Answer(status, why), "");

    public static RouteChoice Of(string rule, RouteAction action, string path, string matched) => new(rule, action, action switch
    {
        RouteAction.Forward { Path: { } rewrite } => rewrite.Apply(path, matched),
        RouteAction.Redirect { Path: { } rewrite } => rewrite.Apply(path, matched),
        _ => path,
    });
}
