using System.Globalization;
using CanaryMesh.Mesh.Actions;

namespace CanaryMesh.Mesh.Tests;

/// <summary>A choice on one line, as "shop/0 shop-primary=80 shop-canary=20 to /path".</summary>
internal static class ChoiceText
{
    public static string Of(RouteChoice choice) => choice.Action switch
    {
        RouteAction.Answer answer => string.Create(CultureInfo.InvariantCulture, $"{choice.Rule} {answer.Status}").Trim(),
        RouteAction.Redirect redirect => string.Create(CultureInfo.InvariantCulture, $"{choice.Rule} {redirect.Status} {redirect.Host}{choice.Path}"),
        RouteAction.Forward forward => $"{choice.Rule} {WeightedDraw.Text(forward.Targets)}{Mirrors(forward)} to {forward.Authority}{choice.Path}",
        _ => throw new ArgumentOutOfRangeException(nameof(choice)),
    };

    private static string Mirrors(RouteAction.Forward forward) => string.Concat(forward.Mirrors.Select(mirror =>
        string.Create(CultureInfo.InvariantCulture, $" +{WeightedDraw.Short(mirror.Destination)}@{mirror.Percent}")));
}
