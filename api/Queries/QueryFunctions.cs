using CanaryMesh.Api.Values;

namespace CanaryMesh.Api.Queries;

/// <summary>The closed list of functions, and what else Go's templates know that is refused by name.</summary>
internal static class QueryFunctions
{
    public const string Variables = "variables";
    public const string Index = "index";
    public const string Printf = "printf";
    public const string Known = "name, namespace, target, service, ingress, route, interval, variables.key, printf, index, eq, ne, and, or, not, if, else and end";
    private const int Many = 64;

    private static readonly string[] Foreign =
    [
        "range", "with", "define", "template", "block", "break", "continue", "nil", "len", "print", "println", "html", "js", "urlquery", "call", "slice",
        "lt", "le", "gt", "ge",
    ];

    public static bool IsKnown(string function) => Arity(function) is not null;

    public static string? Fault(string function, int arguments) => Arity(function) switch
    {
        null when Foreign.Contains(function) => $"{function} of Go's templates is not supported; there are {Known}",
        null => $"{ShownText.Of(function)} stands for nothing; there are {Known}",
        (0, 0) when arguments > 0 => $"{function} takes no argument",
        var (least, most) when least == most && arguments != most => $"{function} takes {least} {(least == 1 ? "argument" : "arguments")}",
        var (least, most) when arguments < least || arguments > most => $"{function} takes at least {least} {(least == 1 ? "argument" : "arguments")}, and at most {most}",
        _ => null,
    };

    private static (int Least, int Most)? Arity(string function) => function switch
    {
        "name" or "namespace" or "target" or "service" or "ingress" or "route" or "interval" or Variables => (0, 0),
        "not" => (1, 1),
        "ne" or Index => (2, 2),
        "eq" => (2, Many),
        "and" or "or" or Printf => (1, Many),
        _ => null,
    };
}
