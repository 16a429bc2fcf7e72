# One service, from the jar that `mvn package` has made and tested: --build-arg SERVICE=command-service or query-service.
FROM eclipse-temurin:25-jre AS layers
ARG SERVICE
WORKDIR /build
COPY ${SERVICE}/target/rendezvous-${SERVICE}.jar service.jar
RUN java -Djarmode=tools -jar service.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 rendezvous && useradd --uid 10001 --gid rendezvous --no-create-home --shell /usr/sbin/nologin rendezvous
WORKDIR /rendezvous
# What changes least comes first.
COPY --from=layers /build/layers/dependencies/ ./
COPY --from=layers /build/layers/snapshot-dependencies/ ./
COPY --from=layers /build/layers/application/ ./
COPY deploy/health /usr/local/bin/health
USER 10001:10001
ENV JAVA_TOOL_OPTIONS="-XX:+UseZGC -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError"
ENTRYPOINT ["java", "-jar", "service.jar"]
